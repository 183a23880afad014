/** Titles longer than this are cut: the comparison is by pairs of characters. */
const LONGEST = 300;
/** Words that titles of documents and interpretations have in common whatever they speak of. */
const FRAME = new RegExp([
  '政策(?:文件)?解读', '文字解读', '图文解读', '视频解读', '专家解读', '负责人解读', '解读材料', '解读', '一图(?:读|看|速)懂', '图解', '图说', '政策问答', '问答', '答记者问',
  '新闻发布会', '政策吹风会?', '动漫说?', '微视频', '长图', '带您了解', '带你了解', '相关',
  '关于', '印发', '转发', '公布', '发布', '下发', '实施', '贯彻落实', '进一步', '做好', '加强', '修订', '修改', '有关', '工作', '的', '和', '与', '及', '暂行', '试行', '实施',
  '通知', '通告', '公告', '意见', '办法', '规定', '方案', '细则', '条例', '规则', '决定', '措施', '规划', '计划', '若干', '人民政府', '办公室', '办公厅',
].join('|'), 'g');
/** Who speaks, up to where the matter begins: `某局关于…`, `负责人就…`. */
const STARTS = /关于|(?:负责人|发言人|局长|主任|县长|市长)就/;
const YEAR = /(?:19|20)\d\d年?度?/g;
const PLACE = /^[\p{Script=Han}]{2,12}?(?:省|自治区|自治州|市|自治县|县|区|旗)(?=[\p{Script=Han}]{4})/u;
/** A name of fewer letters may stand inside another by chance. */
const SHORTEST_NAME = 5;
const SHARE = 0.75;
const LIKE = 0.55;

const letters = (text: string): string => text.slice(0, LONGEST).normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();

/** The names in 《》, without those that hold others: `印发《甲办法》《乙细则》` → ['甲办法', '乙细则']. */
function named(title: string): string[] {
  return [...title.slice(0, LONGEST).matchAll(/《([^《》]{2,150})》/g)].map((m) => letters(m[1]!.replace(/[((](?:试行|暂行|修订|[^()()]{0,12}版|[^()()]{0,8}年修[订正])[))]/g, '')));
}

/** What a title speaks of, without the words every title has: `关于印发《养犬管理办法》的通知` → `养犬管理`. */
export function subjectOf(title: string): string {
  const text = title.slice(0, LONGEST).normalize('NFKC');
  const from = STARTS.exec(text.slice(0, 60));
  const matter = from ? text.slice(from.index + from[0].length) : text;
  return letters(matter.replace(YEAR, '')).replace(FRAME, '').replace(PLACE, '').replace(FRAME, '');
}

/**
 * Whether the title of an interpretation speaks of this document: it names it in 《》, or nearly all of its subject is
 * the document's. Two titles that name different years, numbers or genres never do: 办法 and its 实施细则 are two.
 *
 * @example isNameOf('《养犬管理办法》政策解读', '清河县人民政府关于印发《清河县养犬管理办法》的通知') // true
 */
export function isNameOf(interpretation: string, document: string): boolean {
  if (!agree(interpretation, document)) return false;
  const whole = letters(document);
  const inner = named(document);
  const names = named(interpretation);
  if (names.some((name) => [...inner, whole].some((one) => holds(one, name) || holds(name, one)))) return true;
  const genres = (inner.length > 0 ? inner : [whole.replace(/的?通知$/, '')]).map(genreOf);
  const said = genreOf(names[0] ?? letters(interpretation));
  const sameGenre = said === null || genres.every((genre) => genre === null) || genres.includes(said);
  return sameGenre && alike(subjectOf(interpretation), subjectOf(document));
}

/** One name within the other, and what is left names no other paper. */
const holds = (long: string, short: string): boolean => short.length >= SHORTEST_NAME && long.includes(short) && genreOf(long.replace(short, '')) === null;

const GENRES = /细则|办法|意见|方案|规定|条例|措施|规划|标准|规则|准则|补充/g;
/** The last genre a title names: `养犬管理办法实施细则` → 细则. */
const genreOf = (text: string): string | null => text.match(GENRES)?.at(-1) ?? null;

/** Years, 第N批, 第N期: where both titles have them they must have one in common. */
function agree(a: string, b: string): boolean {
  return [/(?:19|20)\d\d/g, /第[一二三四五六七八九十\d]{1,3}[批期号次轮届]/g].every((pattern) => {
    const left: string[] = a.slice(0, LONGEST).match(pattern) ?? [];
    const right: string[] = b.slice(0, LONGEST).match(pattern) ?? [];
    return left.length === 0 || right.length === 0 || left.some((one) => right.includes(one));
  });
}

/** Pairs of characters: nearly all of the shorter in the longer, and not a small part of that. */
function alike(a: string, b: string): boolean {
  const [left, right] = [pairs(a), pairs(b)];
  const few = Math.min(left.size, right.size);
  if (few < 3) return a !== '' && a === b && a.length >= 3;
  const both = [...left].filter((pair) => right.has(pair)).length;
  return both / few >= SHARE && (2 * both) / (left.size + right.size) >= LIKE;
}

function pairs(text: string): Set<string> {
  const found = new Set<string>();
  for (let i = 0; i + 2 <= text.length; i++) found.add(text.slice(i, i + 2));
  return found;
}
