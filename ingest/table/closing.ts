const TOTAL = /^(?:本页|以上)?(?:合计|总计|小计|共计|总数)(?:[:\uff1a]?\s*[\d,.]*\s*[件条个单宗]?)?$|^共\s*\d+\s*[件条个单宗]/;
const SIGNATURE = /^(?:制表|填表|统计|审核|审批|打印|导出|制单|复核|填报|报送|报表|经办|值班)(?:人|员|日期|时间|单位|领导)?\s*(?:[:\uff1a]|$)|^(?:(?:单位)?负责人|分管领导|主管领导|领导签[字名]|签[字名]|盖章|单位[(\uff08]?盖章[)\uff09]?|联系人|联系电话)\s*[:\uff1a]|^(?:备注|注|说明)[:\uff1a]/;

/** A closing line of a printed table: 合计, 制表人 …; it is no order. `cells` are cleaned. */
export function isClosingLine(cells: readonly string[]): boolean {
  const filled = cells.filter((c) => c !== '');
  const first = filled[0];
  if (first === undefined) return false;
  if (filled.length > 1 && filled.every((c) => SIGNATURE.test(c) && /[:\uff1a]/.test(c))) return true;
  return TOTAL.test(first) || (SIGNATURE.test(first) && cells.length > 2 && filled.length * 2 <= cells.length);
}
