import { YuqingError } from '../../model/index.ts';
import { maskText } from '../privacy/mask.ts';
import { cleanLine } from '../table/clean.ts';
import { readColumnMap, refuseUnknownNames, unrecognisedColumns, type ColumnMap as MapOf } from '../table/column-map.ts';
import { columnsByField, knownFields, type Vocabulary } from '../table/header.ts';
import { exactKey, nameKey, uniqueNames } from '../table/names.ts';
import { isCommentName, isLooseContent, meaningOf } from './aliases.ts';
import { fieldList, fieldOf, type Field } from './fields.ts';

/** Somebody's comment, somebody's post, or the card of a user, which is never read. */
export type RecordKind = 'comment' | 'post' | 'person';

/** A recognised header: which columns speak for which field, best first. */
export interface Header {
  kind: RecordKind;
  /** Column names as the source writes them, unique; a column without a name is called by its letter. */
  names: readonly string[];
  columns: Readonly<Partial<Record<Field, readonly number[]>>>;
  /** Columns of which not even a rejected row keeps a copy. */
  personal: ReadonlySet<number>;
}

export type ColumnMap = MapOf<Field>;

/** @throws MAP_INVALID listing the fields */
export const parseColumnMap = (entries: readonly string[]): ColumnMap => readColumnMap(entries, fieldOf, fieldList);

const LONGEST_NAME = 40;

const WORDS: Vocabulary<Field> = { meaningOf, isSure: (name, { listed, field }) => listed && field === 'content' && !isLooseContent(name), longestName: LONGEST_NAME };

/**
 * Column names known, 0 where the cells cannot be a header: a comment must have words in it. A name that anything may
 * have (content, text) needs company.
 */
export function scoreHeader(cells: readonly string[], map: ColumnMap): number {
  const { fields, sure } = knownFields(cells, map, WORDS);
  // A post may have no more than a title: 快手 and 抖音 put all of it there.
  if (!fields.has('content') && !(fields.has('title') && fields.has('post_no'))) return 0;
  return fields.size >= 2 || sure ? fields.size : 0;
}

/**
 * @param groups what stands over each name in a header of two rows
 * @param inComments the object stands in a list of comments, whatever it calls its numbers
 */
export function readHeader(cells: readonly string[], map: ColumnMap, { groups = [], inComments = false }: { groups?: readonly (string | null)[]; inComments?: boolean } = {}): Header {
  const names = uniqueNames(cells, groups);
  const columns: Columns = columnsByField(names, (column) => {
    const mapped = map.get(exactKey(names[column]!)) ?? map.get(exactKey(cells[column] ?? ''));
    return mapped ? { field: mapped, rank: -1 } : meaningOf(cleanLine(cells[column] ?? '') || names[column]!);
  });
  const counts = countsNamedAsWords(names, columns, map);
  const found = kindOf(names.filter((_, c) => !counts.has(c)), columns, map);
  const kind = found === 'post' && (inComments || isWechatComment(names)) ? 'comment' : found;
  if (kind === 'comment') {
    dropTheArticles(names, columns);
    commentsOwnNumber(names, columns);
  }
  else if (kind === 'post') postsOwnNumber(names, columns);
  return { kind, names, columns, personal: new Set([...(columns.person ?? []), ...(columns['person.phone'] ?? []), ...(columns.region ?? [])]) };
}

type Columns = Partial<Record<Field, number[]>>;

/** In tables of posts (正文 转发 评论 点赞) 评论 is a number: it is the words only where nothing else is. */
function countsNamedAsWords(names: readonly string[], columns: Columns, map: ColumnMap): ReadonlySet<number> {
  const counts = (columns.content ?? []).filter((c) => /^(?:评论|留言|跟帖|comment)$/.test(nameKey(names[c]!)) && !map.has(exactKey(names[c]!)));
  if (counts.length === 0 || counts.length === columns.content!.length) return new Set();
  columns.content = columns.content!.filter((c) => !counts.includes(c));
  columns['engage.comments'] = [...(columns['engage.comments'] ?? []), ...counts];
  return new Set(counts);
}

function kindOf(names: readonly string[], columns: Columns, map: ColumnMap): RecordKind {
  const mapped = names.some((n) => map.get(exactKey(n)) === 'source_no' || map.get(exactKey(n)) === 'content');
  if (mapped || names.some(isCommentName) || columns.parent_no) return 'comment';
  if (!columns.post_no && !columns.received_at && names.some((n) => PERSONS_CARD.has(nameKey(n)))) return 'person';
  const counted = ['engage.reposts', 'engage.comments', 'engage.reads'].filter((f) => columns[f as Field]).length;
  return columns.post_no || counted >= 2 ? 'post' : 'comment';
}

/** What only the card of a user has: its `desc` is what somebody says of themselves. */
const PERSONS_CARD = new Set(['fans', 'follows', 'followers', 'interaction', '粉丝数', '关注数', '获赞与收藏'].map(nameKey));

/** Beside 留言时间 a 发布时间 is the article's: it must not stand in where the first is empty. */
function dropTheArticles(names: readonly string[], columns: Columns): void {
  const times = columns.received_at ?? [];
  const own = times.filter((c) => /^(?:评论|留言|跟帖|回帖|comment)/.test(nameKey(names[c]!)));
  if (own.length > 0) columns.received_at = own;
}

/** What the page of an article of a 公众号 says of each comment under it; an answer of 知乎 has a content_id too. */
const isWechatComment = (names: readonly string[]): boolean => {
  const keys = new Set(names.map(nameKey));
  return keys.has('contentid') && WECHAT_COMMENT.some((name) => keys.has(name)) && !keys.has('title');
};
const WECHAT_COMMENT = ['nick_name', 'logo_url', 'like_num', 'is_from_friend', 'is_elected', 'like_status'].map(nameKey);

/** There `content_id` is the comment's own, and `id` only its place under the article. */
function commentsOwnNumber(names: readonly string[], columns: Columns): void {
  if (!isWechatComment(names)) return;
  const own = (columns.post_no ?? []).filter((c) => nameKey(names[c]!) === 'contentid');
  if (own.length === 0 || (columns.source_no ?? []).some((c) => isCommentName(names[c]!))) return;
  columns.source_no = [...own, ...(columns.source_no ?? [])];
  columns.post_no = columns.post_no!.filter((c) => !own.includes(c));
}

/** The id of a post is its note_id, whatever other ids stand beside it. */
function postsOwnNumber(names: readonly string[], columns: Columns): void {
  if (columns.post_no) {
    // A bid is the same number written shorter.
    const short = columns.post_no.filter((c) => nameKey(names[c]!).endsWith('bid'));
    columns.source_no = [...columns.post_no.filter((c) => !short.includes(c)), ...(columns.source_no ?? []), ...short];
  }
  delete columns.post_no;
  // Posts call the words of the poster `title` where they have no more.
  if (!columns.content && columns.title) columns.content = columns.title;
}

/** @throws MAP_INVALID where `--map` names columns that none of these headers has */
export const refuseUnknownColumns = (map: ColumnMap, headers: readonly Header[]): void => refuseUnknownNames(map, headers.flatMap((h) => h.names), (name) => name);

/** What to tell a person whose file has no column we know. */
export const unrecognised = (file: string, seen: readonly string[]): YuqingError =>
  unrecognisedColumns(`${file} 里没有认出评论的表头`, '评论内容', seen.map((cell) => maskText(cleanLine(cell)).text), LONGEST_NAME, fieldList);

/** What to tell a person who hands over the cards of users. */
export const personsOnly = (file: string): YuqingError =>
  new YuqingError('HEADER_UNRECOGNISED', `${file} 是用户资料表(粉丝、关注、简介),没有评论`, '用户资料属于个人信息,不导入;请导入 comments 或 contents 文件');
