import { fold } from './fold.ts';
import { MAX_KEYWORDS } from './limits.ts';
import { isUnit } from './unit-names.ts';

const KIND = /(?:工作)?(?:重点)?(?:工作要点|实施方案|行动方案|工作方案|分工方案|实施意见|指导意见|管理办法|暂行办法|实施办法|实施细则|工作细则|工作计划|行动计划|三年行动计划|任务分工|要点|方案|意见|办法|规定|细则|通知|计划|规划|决定|通报|措施|条例|制度|分工|公告|通告|若干措施|任务清单|清单|台账|工作)$/;
const STOP = /^(?:通知|意见|办法|方案|工作|要求|政府|部门|单位|文件|政策|有关|相关|关于|进一步|全面|加强|推进|做好|三同步|一号|系统|谁起草|谁解读|总体要求|工作目标|活动时间|活动内容|活动地点|有关要求|工作要求|重点任务|主要任务|年度重点|保障措施|组织领导|工作机制|第一解读人|决策者|政策执行者|政策受益者)$/;
const VERBS = /^(?:(?:进一步|继续|着力|持续|切实|不断|全面|深入|加快|聚焦|围绕|积极|主动|及时|精准|着力提高|有效|扎实|大力|严格|统筹|健全|完善|加强|推进|推动|做好|深化|强化|提升|提高|优化|规范|落实|创新|丰富|抓好|建立|建设|促进|加大|贯彻|实施|开展|利用|突出|夯实|激发|动态调整|稳步)(?:好|了)?)+/;

/**
 * Words to watch the public's talk for: the title's subject, what the document calls by name (《…》, “…”), the subjects of its
 * headings. Numbers alone are none: `“12345”发展思路` is a way of thinking and no hotline.
 */
export function keywordsOf(title: string | null, lines: readonly string[], headings: readonly string[]): string[] {
  const out: string[] = [];
  const add = (word: string | null | undefined) => {
    const clean = (word ?? '').replace(/[“”"「」]/g, '').trim();
    if (!clean.isWellFormed()) return;
    if (clean.length < 2 || clean.length > 20 || !/\p{sc=Han}{2}/u.test(clean) || STOP.test(clean) || isUnit(clean) || out.length >= MAX_KEYWORDS || out.includes(clean)) return;
    out.push(clean);
  };
  for (const word of subjectsOfTitle(title)) add(word);
  const text = lines.join('\n').slice(0, 200_000);
  const named = counted(text, /《([^《》\n]{2,40})》/g, (name) => fold(name).replace(/\((?:试行|暂行|修订|修正|.{0,6}版)\)$/, '')).filter((name) => !/^中华人民共和国|通知$|政府工作报告|\d{4}年/.test(name));
  for (const name of named.slice(0, 3)) add(name);
  const heads = headings.map(subjectOfHeading).filter((word) => word !== null);
  for (const word of heads.slice(0, 3)) add(word);
  const quoted = counted(text, /[“"「]([^“”"「」\n]{2,10})[”"」]/g, (name) => name).filter((name) => !/[,。、;:]/.test(fold(name)));
  for (const name of quoted.slice(0, 4)) add(name);
  for (const word of heads) if (out.length < 5) add(word);
  return out;
}

/** `扬州市…关于印发扬州市2018年政务公开工作要点的通知` → 政务公开. */
function subjectsOfTitle(title: string | null): string[] {
  if (title === null) return [];
  const named = [...fold(title).matchAll(/《([^《》]{2,40})》/g)].map((match) => match[1]!);
  const rest = fold(title).replace(/^.{0,60}?关于(?:转发|印发|下发|批转|公布|发布|开展|做好|进一步|加强|推进|贯彻落实|落实|全面)*/, '').replace(/的(?:通知|函|意见|批复|公告|通告|决定|通报|请示|报告).*$/, '').replace(/\([^)]*\)/g, '');
  const subject = (named[0]?.replace(/^关于/, '') ?? rest).replace(/^.{0,30}?(?:19|20)\d\d(?:[—-]20\d\d)?年度?(?:全[省市区县])?/, '').replace(/^(?:[\p{sc=Han}]{2,3}(?:省|市(?!场)|区|县|州)){1,3}(?=.{4})/u, '').replace(/[《》]/g, '');
  const core = subject.replace(VERBS, '').replace(KIND, '').replace(KIND, '').replace(/的$/, '');
  return [core, subject].filter((word, i) => word.length >= 2 && (i === 0 || (word.length <= 16 && !word.endsWith('工作'))));
}

function subjectOfHeading(heading: string): string | null {
  const plain = fold(heading).replace(/^(?:第.{1,4}[章节条]|[一二三四五六七八九十]+ ?[、.]|\(.{1,3}\)|\d+[.、]) */, '').replace(/[。:…]$/, '');
  const part = plain.split(/[,、]/).map((piece) => piece.replace(VERBS, '').replace(/(?:工作|方式|质效|力度|水平|实效|质量|情况|建设)$/, '')).find((piece) => piece.length >= 3 && piece.length <= 10 && !/[的和与为对]/.test(piece));
  return part ?? null;
}

/** What a pattern finds, most frequent first, then in order. */
function counted(text: string, pattern: RegExp, clean: (name: string) => string): string[] {
  const counts = new Map<string, number>();
  for (const match of text.matchAll(pattern)) {
    const name = clean(match[1]!);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([name]) => name);
}
