import { REQUEST_TYPES, type Contact, type RequestType } from '../../model/index.ts';

/** What the field calls the types, first where a word names two. A type that no word names (`诉求`) is a demand all the same. */
const TYPE_WORDS: [RegExp, RequestType][] = [
  [/非诉求|无效|其[他它]|骚扰|误拨|错拨|挂断|空号|无声/, '其他'],
  [/投诉|申诉|信访|批评|差评|complain/i, '投诉'],
  [/举报|检举|控告|揭发|爆料|曝光|report/i, '举报'],
  // Purposes of petitions (信访目的): 求决 asks that something be settled.
  [/求助|求决|报修|帮扶|救助|救援|维权|困难|抢修|\bhelp/i, '求助'],
  [/咨询|查询|询问|提问|问询|答疑|consult|inquiry|enquiry|question/i, '咨询'],
  [/建议|意见|建言|献策|提案|金点子|suggest/i, '建议'],
  [/表扬|感谢|[致答]谢|点赞|好评|praise|thank/i, '表扬'],
  // An order that is asked after again (追办) has no type of its own; what is asked for is still to be done.
  [/追办|催办|督办|重办|续办|追加|再次|重复(?:诉求|来电)|二次/, '求助'],
  [/诉求|^(?:问题)?反映(?:问题)?(?:类|件)?$|^(?:事件|办理)(?:类|件)?$/, '求助'],
];

/** The source's own word for the type: `'投诉举报类'` → 投诉, `'追办'` → 求助; null where it says nothing of it (`'城乡建设'`). */
export function readRequestType(cell: string): RequestType | null {
  const word = cell.normalize('NFKC').trim();
  const exact = REQUEST_TYPES.find((t) => word === t || word === `${t}类`);
  return exact ?? TYPE_WORDS.find(([words]) => words.test(word))?.[1] ?? null;
}

const DEED = '(?:点?赞|获赞|喜欢|支持|赞同|转发|分享|评论|回复|留言|阅读|浏览|播放|在看|likes?)';
const SIGN = String.raw`(?:(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u2661|\ufe0f)+)`;
/** What platforms print around a count: `赞3`, `点赞(12)`, `3人点赞`, `👍 5`, `阅读 10万+`. */
const AROUND_COUNT = new RegExp(String.raw`^(?:${DEED}(?:数量?|量)?|${SIGN})?\s*[:([\u3010]?\s*([^()[\]\u3010\u3011\s][^()[\]\u3010\u3011]*?)\s*[)\]\u3011]?\s*(?:[人次个条]?${DEED}?过?了?(?:该?回答|你)?|${SIGN})$`, 'iu');
const LONGEST_COUNT = 40;

/** A count as platforms print it: `'1.2万'` → 12000, `'10w+'` → 100000, `'1,024'` → 1024, `'赞3'` → 3; undefined where there is none. */
export function readCount(cell: string): number | undefined {
  const text = cell.normalize('NFKC').trim();
  if (text.length > LONGEST_COUNT) return undefined;
  const m = /^(\d[\d,]*(?:\.\d+)?)\s*(万|w|亿|千|k)?\s*(?:多|余)?\+?$/i.exec(AROUND_COUNT.exec(text)?.[1] ?? text);
  if (!m) return undefined;
  const unit = { 万: 10_000, w: 10_000, 亿: 100_000_000, 千: 1_000, k: 1_000 }[m[2]?.toLowerCase() ?? ''] ?? 1;
  return Math.round(Number(m[1]!.replaceAll(',', '')) * unit);
}

const NOTHING = /^(?:[-—/\\]+|无|暂无|null|none|nan|undefined|n\/a|#n\/a)$/i;

/** Null where a cell says that nothing stands there. */
export const orNull = (cell: string): string | null => (cell === '' || NOTHING.test(cell) ? null : cell);

const ROLE = /\s*[(\uff08[\u3010](?:主办|主责|牵头|承办|协办|配合|会办|协同)(?:单位|部门)?[)\uff09\]\u3011]\s*$|^(?:主办|主责|牵头|承办|协办|配合|会办)(?:单位|部门)?\s*[:\uff1a]\s*/g;

/** A unit without what says that it leads: `'水务局(主办)'` → 水务局. */
export const readUnit = (cell: string | null): string | null => (cell === null ? null : orNull(cell.replace(ROLE, '')));

/** Units in one cell, each once: `'城管局、住建局;公安局(协办)'`. */
export const readUnits = (cell: string): string[] => [...new Set(cell.split(/[、,\uff0c;\uff1b|/\s]+/).map((u) => u.trim().replace(ROLE, '')).filter((u) => orNull(u) !== null))];

/** Levels in one cell: `'城乡建设_物业_收费'`, `'城乡建设/物业'`, `'城乡建设>物业'`. */
export const readLevels = (cell: string): string[] => cell.split(/\s*(?:[_/>|\\→]|--?|—+|::)\s*/).map((l) => l.trim()).filter((l) => orNull(l) !== null);

const NOBODY = /匿名|不愿|不便|保密|未留|未提供|无名|^(?:市民|群众|网友|居民|业主|先生|女士|未知|不详)$/;

/** What a contact column says, null for 匿名, 不愿透露 and the like. */
export const readContact = (cell: string): string | null => (NOBODY.test(cell) ? null : orNull(cell));

/** Between two numbers: `13812345678/0514-87650001`; a space only where a whole number stands on either side of it. */
const BETWEEN_PHONES = /\s*(?:[/\\、,;|&+]|\n|或者?|和|及|以及)\s*(?=[^\d]{0,8}\d[\d-]{4})|(?<=\d{7})\s+(?=[^\d\s]{0,6}(?:1[3-9]\d{9}|0?\d{2,3}-\d{7,8}|\d{7,8})(?!\d))/;
const MOST_PHONES = 10;

/** The telephone numbers of a cell, each once; one that Excel has turned into `1.38E+10` is lost. */
export function readPhones(cell: string): string[] {
  const numbers = cell.normalize('NFKC').slice(0, 500).split(BETWEEN_PHONES).map(phoneOf).filter((phone) => phone !== null);
  return [...new Set(numbers)].slice(0, MOST_PHONES);
}

function phoneOf(words: string): string | null {
  const text = readContact(words.trim().replace(/^'/, '').replace(/\.0$/, ''));
  return text === null || /E\+?\d+$/i.test(text) || !/\d{5}/.test(text.replace(/[-\s]/g, '')) ? null : text;
}

/** Telephones of several cells as contact data keeps them: the first, and the others. */
export function phonesOf(cells: readonly string[]): Pick<Contact, 'phone' | 'otherPhones'> {
  const [phone, ...otherPhones] = [...new Set(cells.flatMap(readPhones))];
  return { ...(phone !== undefined && { phone }), ...(otherPhones.length > 0 && { otherPhones }) };
}
