/** What a unit is called at its end, or in short. */
const UNIT = /(?:[局委办厅处所队组科股部镇乡村区市县站院校会台馆室场]|中心|街道|社区|政府|公司|集团|银行|单位|公安|城管|交警|消防|环保|工商|国土|住建|市政|园林|环卫|水务|供电|大厅|平台|热线|移动|联通|电信|话务员|前台|社保|医保|人社|药监|妇联|残联|消协|海关|烟草|林业|教育|民政|卫生|有线电视|燃气|自来水)$/;
/** Whom people quote, and who owes nobody an answer. */
const NO_UNIT = /物业|开发商|业主|房东|老板|店|商家|卖家|客服|邻居|对方|[他她我您]|其(?!他)|市民(?!政)|来电人|(?:工作人员|小区|市场|超市|停车场|车站)$|^(?:在|到|去|从|左右|前往|乘|拨打|有|经|据|因|由|请|如|该|未|没|已|望|希望|要求|关于)/;
const PERSON_OF_UNIT = /^[\u4e00-\u9fff*]{2,5}[(\uff08]([^()\uff08\uff09]{2,30})[)\uff09]$/;

/** The unit that the words before 答复 name, null where they name none: `'李某(城管局)'` → 城管局; `'物业公司'` → null. */
export function unitName(name: string): string | null {
  const bare = PERSON_OF_UNIT.exec(name)?.[1] ?? name.trim().replace(/^[【[]?(?:已告知(?:市民)?)?(?:的|于|秒|分)?/, '');
  if (bare.length < 2 || NO_UNIT.test(bare)) return null;
  return UNIT.test(bare) ? bare : null;
}
