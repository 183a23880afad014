import { fold } from './fold.ts';

/** What a column holds. `other` columns (备注, 联系人) are known and not read. */
export type Role = 'no' | 'section' | 'text' | 'lead' | 'assist' | 'due' | 'other';

const LONGEST_LABEL = 24;
/** The first that fits; a label may hold spaces and a remark in brackets. */
const LABELS: [RegExp, Role][] = [
  [/^(?:序号?|编号|项次|任务(?:序号|编号|号)|no\.?)$/i, 'no'],
  [/^(?:备注|说明|联系人|联系方式|联系电话|责任人|责任领导|分管领导|牵头领导|包保领导|市领导|责任人及.{0,6}|完成情况|进展情况|落实情况|依据|文件依据|佐证材料|考核方式|分值|得分)$/, 'other'],
  [/^(?:配合|协办|协助|协同|参与|参加|会办)(?:单位|部门|处室|科室|股室|机构|责任单位|方)?$/, 'assist'],
  [/^(?:牵头|主办|主责|首要|主要|第一)(?:责任|负责|承办)?(?:单位|部门|处室|科室|股室|机构|方)?$/, 'lead'],
  [/^(?:责任|负责|承办|落实|实施|主管|任务承担)(?:单位|部门|处室|科室|股室|机构|主体|分工|股室及单位)?(?:及分工)?$|^责任(?:科室|单位)及?(?:责任人)?$|^牵头(?:单位|部门)?[及和、/]?(?:配合|责任|协办|参与)(?:单位|部门)$|^责任(?:单位|部门)\(.{1,20}\)$|^(?:部门|单位)$/, 'lead'],
  [/^(?:完成|办理|办结|落实|推进|工作|时间|进度)?(?:时限|期限|时间|时间节点|时限要求|时间要求|节点|进度安排|时间安排|时间表|节点要求|完成时间|截止时间|截止日期|日期)$|^(?:完成|办结)时限?及.{0,6}$/, 'due'],
  [/^(?:具体|主要|重点|工作|任务|细化|实施)?(?:要求|措施|举措|内容|任务内容|工作内容|工作措施|工作举措|工作要求|事项内容|任务要求|具体任务|落实措施|推进措施|任务措施|目标要求|任务及要求|工作任务及要求|公开内容|任务分解|分解任务|任务清单)$|^(?:具体|细化)(?:工作)?(?:任务|事项|内容)$/, 'text'],
  [/^(?:重点|主要|工作|目标|年度|总体|一级|二级|三级)?(?:任务|工作|事项|项目|目标|任务名称|工作事项|任务事项|工作任务|指标|任务类别|任务目标|工作目标|重点任务|重点工作|主要任务|任务类型)$|^(?:类别|类型|分类|领域|板块|大类|项目|名称|工作类别|任务大类)$/, 'section'],
];

/** Labels put together of known words: `工作内容及具体要求`, `牵头(责任)部门`. */
const PARTS: [RegExp, Role][] = [
  [/领导|责任人|联系|电话|备注|情况|进展|进度$|佐证|依据|分值|得分/, 'other'],
  [/^(?:配合|协办|协同|参与|参加)/, 'assist'],
  [/牵头|主办|主责|(?:责任|承办|负责|落实|实施).{0,4}(?:单位|部门|科室|股室|处室|机构|主体)/, 'lead'],
  [/时限|期限|时间|节点|日期/, 'due'],
  [/要求|措施|举措|内容|做法/, 'text'],
  [/任务|事项|工作|项目|目标|指标/, 'section'],
];
const LONGEST_PARTS = 14;

const clean = (cell: string) => fold(cell).replace(/\s+/g, '').replace(/^[【[]|[】\]:]$/g, '');

/** `责任部门` → lead; null for what is no label known. */
export function roleOfLabel(cell: string): Role | null {
  const label = clean(cell);
  if (label === '' || label.length > LONGEST_LABEL) return null;
  const whole = LABELS.find(([form]) => form.test(label));
  if (whole) return whole[1];
  const bare = label.replace(/\(.{0,16}\)$/, '');
  const known = bare === label ? undefined : LABELS.find(([form]) => form.test(bare));
  if (known) return known[1];
  return label.length <= LONGEST_PARTS && !/[。,;:\d]/.test(label) ? PARTS.find(([form]) => form.test(label))?.[1] ?? null : null;
}

/**
 * The role of each column under a row of labels, null when the row is none. It takes two labels of a task table at least, and
 * one of them a unit's or a date's. Of several columns that describe the task the most telling is the text, others stand above it.
 */
export function rolesOfHeader(row: readonly string[]): Role[] | null {
  if (row.length < 2) return null;
  const roles = row.map((cell) => roleOfLabel(cell) ?? 'other');
  const has = (role: Role) => roles.includes(role);
  if (!(has('lead') || has('assist') || has('due')) || !(has('text') || has('section'))) return null;
  const known = row.filter((cell) => cell.trim() === '' || roleOfLabel(cell) !== null).length;
  if (known * 2 <= row.length) return null;
  // With a column for those in charge, 责任单位 beside it are those who help.
  const inCharge = row.findIndex((cell) => /^(?:牵头|主办|主责)/.test(clean(cell)) && !/配合|协办|参与/.test(clean(cell)));
  if (inCharge !== -1) for (const [x, role] of roles.entries()) if (role === 'lead' && x !== inCharge && clean(row[x]!) !== clean(row[inCharge]!)) roles[x] = 'assist';
  if (!has('text')) {
    const last = roles.lastIndexOf('section');
    roles[last] = 'text';
    // 目标 after 任务 tells of it and is not it.
    const named = roles.findIndex((role, x) => role === 'section' && /任务|事项|内容/.test(clean(row[x]!)));
    if (/目标|指标/.test(clean(row[last]!)) && named !== -1) {
      roles[last] = 'other';
      roles[named] = 'text';
    }
  }
  return roles;
}
