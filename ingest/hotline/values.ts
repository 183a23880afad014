import { REQUEST_TYPES, type RequestType } from '../../model/index.ts';

const TYPE_WORDS: [RegExp, RequestType][] = [
  [/非诉求|无效|其他|其它/, '其他'],
  [/投诉|申诉|信访|求决/, '投诉'],
  [/举报|检举|控告/, '举报'],
  [/求助|报修|帮扶|救助/, '求助'],
  [/咨询|查询|询问/, '咨询'],
  [/建议|意见|建言|献策/, '建议'],
  [/表扬|感谢|致谢/, '表扬'],
];

/** The source's own word for the type: `'投诉举报类'` → 投诉; null where it says nothing of it (`'城乡建设'`). */
export function readRequestType(cell: string): RequestType | null {
  const exact = REQUEST_TYPES.find((t) => cell === t || cell === `${t}类`);
  return exact ?? TYPE_WORDS.find(([words]) => words.test(cell))?.[1] ?? null;
}

/** A count as platforms print it: `'1.2万'` → 12000, `'10w+'` → 100000, `'1,024'` → 1024; undefined where there is none. */
export function readCount(cell: string): number | undefined {
  const m = /^(\d[\d,]*(?:\.\d+)?)\s*(万|w|亿|千|k)?\+?$/i.exec(cell.normalize('NFKC').trim());
  if (!m) return undefined;
  const unit = { 万: 10_000, w: 10_000, 亿: 100_000_000, 千: 1_000, k: 1_000 }[m[2]?.toLowerCase() ?? ''] ?? 1;
  return Math.round(Number(m[1]!.replaceAll(',', '')) * unit);
}

const NOTHING = /^(?:[-—/\\]+|无|暂无|null|none|nan|undefined|n\/a|#n\/a)$/i;

/** Null where a cell says that nothing stands there. */
export const orNull = (cell: string): string | null => (cell === '' || NOTHING.test(cell) ? null : cell);

/** Units in one cell: `'城管局、住建局;公安局'`. */
export const readUnits = (cell: string): string[] => cell.split(/[、,\uff0c;\uff1b|/\s]+/).map((u) => u.trim()).filter((u) => orNull(u) !== null);

/** Levels in one cell: `'城乡建设_物业_收费'`, `'城乡建设/物业'`, `'城乡建设>物业'`. */
export const readLevels = (cell: string): string[] => cell.split(/\s*(?:[_/>|\\→]|--?|—+|::)\s*/).map((l) => l.trim()).filter((l) => orNull(l) !== null);

const NOBODY = /匿名|不愿|不便|保密|未留|未提供|无名|^(?:市民|群众|网友|居民|业主|先生|女士|未知|不详)$/;

/** What a contact column says, null for 匿名, 不愿透露 and the like. */
export const readContact = (cell: string): string | null => (NOBODY.test(cell) ? null : orNull(cell));

/** A telephone number; one that Excel has turned into `1.38E+10` is lost. */
export function readPhone(cell: string): string | null {
  const text = readContact(cell.normalize('NFKC').replace(/^'/, '').replace(/\.0$/, ''));
  return text === null || /E\+?\d+$/i.test(text) || !/\d{5}/.test(text.replace(/[-\s]/g, '')) ? null : text;
}

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
