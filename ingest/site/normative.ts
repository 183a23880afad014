/** Genres 文种 that set rules for others, as titles name them. */
export const KINDS = [
  '通知', '意见', '办法', '规定', '方案', '细则', '条例', '规则', '决定', '措施', '规划', '计划', '准则', '标准', '制度', '政策', '决议', '通告',
] as const;

/**
 * Papers that carry such a word and set no rules for the public: 征求意见 is no 意见, 放假通知 no policy. Whole phrases, because
 * 政府采购管理办法 and 行政执法公示办法 are rules.
 */
export const EXCEPT = [
  '会议纪要', '任免', '免职', '任命', '任职的', '任职通知', '职务的', '的公示', '关于公示', '进行公示', '公开招聘', '招聘公告', '拟录用', '拟聘', '招标公告', '中标', '成交', '采购公告',
  '采购项目', '采购结果', '询价', '征求意见', '征集意见', '意见征集', '公开征集', '意见反馈', '反馈意见', '采纳情况', '放假', '召开', '会议通知', '培训班', '停水', '停电', '停气', '交通管制',
  '值班', '关于表彰', '关于表扬', '的通报', '通报表扬', '评选结果', '组织申报', '申报工作', '报名', '听证会', '预算调整', '部门预算', '财政预算', '决算', '年度报告', '工作总结', '解读', '废止', '失效',
] as const;

/**
 * Whether a document is one that owes the public an interpretation 解读, by its title.
 *
 * @example isNormative('清河县人民政府关于印发《养犬管理办法》的通知', KINDS, EXCEPT)   // true
 * @example isNormative('关于张某某等同志职务任免的通知', KINDS, EXCEPT)               // false
 */
export function isNormative(title: string, kinds: readonly string[], except: readonly string[]): boolean {
  const text = title.replace(/\s+/g, '');
  return kinds.some((word) => text.includes(word)) && !except.some((word) => text.includes(word));
}
