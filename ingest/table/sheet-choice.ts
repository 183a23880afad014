export interface ChosenSheet {
  name: string;
  part: string;
  /** Why it is not read, null where it is. */
  passedOver: string | null;
}

/** Sheets that explain the others: their rows are examples, codes and remarks. */
const EXPLAINS = /^(?:填[写表报]|导入|使用|操作|字段|数据|表格|模板)?(?:说明|须知|指南|示例|样例|例子|字典|要求)(?:表|页)?$|^(?:下拉|选项|下拉选项|下拉列表|数据源|代码表|码表|编码表|参数|配置|枚举|readme)$/i;

/**
 * Hidden sheets and sheets that explain are passed over, as long as another one is there to be read.
 *
 * @example sheetsToRead([{ name: '填写说明', … }, { name: '9月', … }]) // passedOver: '是说明', null
 */
export function sheetsToRead(sheets: readonly { name: string; part: string; hidden: boolean }[]): ChosenSheet[] {
  const marked = sheets.map(({ name, part, hidden }) => ({ name, part, passedOver: hidden ? '是隐藏的' : EXPLAINS.test(name.normalize('NFKC').trim()) ? '是说明' : null }));
  return marked.some((s) => s.passedOver === null) ? marked : marked.map((s) => ({ ...s, passedOver: null }));
}
