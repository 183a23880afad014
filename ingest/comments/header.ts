import { YuqingError } from '../../model/index.ts';
import { exactKey, nameKey } from '../hotline/aliases.ts';
import { cleanLine } from '../hotline/clean.ts';
import { columnLetter } from '../hotline/header.ts';
import { maskText } from '../privacy/mask.ts';
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

/** Column name (as `exactKey` compares it) → field, from `--map`. */
export type ColumnMap = ReadonlyMap<string, Field>;

/** @throws MAP_INVALID listing the fields */
export function parseColumnMap(entries: readonly string[]): ColumnMap {
  const map = new Map<string, Field>();
  for (const entry of entries) {
    const at = entry.lastIndexOf('=');
    const column = entry.slice(0, Math.max(0, at)).trim();
    const field = fieldOf(entry.slice(at + 1).trim());
    if (at <= 0 || column === '' || field === null) {
      throw new YuqingError('MAP_INVALID', `--map 写法不对:${entry}`, `应写成 --map 列名=字段,字段可用:${fieldList()}`);
    }
    map.set(exactKey(column), field);
  }
  return map;
}

const LONGEST_NAME = 40;

/**
 * Column names known, 0 where the cells cannot be a header: a comment must have words in it. A name that anything may
 * have (content, text) needs company.
 */
export function scoreHeader(cells: readonly string[], map: ColumnMap): number {
  const fields = new Set<Field>();
  let sure = false;
  for (const cell of cells) {
    const name = cleanLine(cell);
    // A cell of words is no column name, whatever it ends with.
    if (name === '' || name.length > LONGEST_NAME) continue;
    const mapped = map.get(exactKey(name));
    const meaning = mapped ? { field: mapped, listed: true } : meaningOf(name);
    if (!meaning) continue;
    fields.add(meaning.field);
    sure ||= meaning.listed && meaning.field === 'content' && (mapped !== undefined || !isLooseContent(name));
  }
  // A post may have no more than a title: 快手 and 抖音 put all of it there.
  if (!fields.has('content') && !(fields.has('title') && fields.has('post_no'))) return 0;
  return fields.size >= 2 || sure ? fields.size : 0;
}

/** @param inComments the object stands in a list of comments, whatever it calls its numbers */
export function readHeader(cells: readonly string[], map: ColumnMap, inComments = false): Header {
  const names = uniqueNames(cells);
  const used: { field: Field; rank: number; column: number }[] = [];
  for (const [column, name] of names.entries()) {
    const mapped = map.get(exactKey(name));
    const meaning = mapped ? { field: mapped, rank: -1 } : meaningOf(name);
    if (meaning) used.push({ field: meaning.field, rank: meaning.rank, column });
  }
  used.sort((a, b) => a.rank - b.rank || a.column - b.column);
  const columns: Partial<Record<Field, number[]>> = {};
  for (const { field, column } of used) (columns[field] ??= []).push(column);
  const counts = countsNamedAsWords(names, columns, map);
  const found = kindOf(names.filter((_, c) => !counts.has(c)), columns, map);
  const kind = found === 'post' && (inComments || isWechatComment(names)) ? 'comment' : found;
  if (kind === 'comment') {
    dropTheArticles(names, columns);
    commentsOwnNumber(names, columns);
  }
  else if (kind === 'post') postsOwnNumber(columns);
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
  const own = times.filter((c) => /^(?:评论|留言|跟帖|回帖|弹幕|comment)/.test(nameKey(names[c]!)));
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
function postsOwnNumber(columns: Columns): void {
  if (columns.post_no) columns.source_no = [...columns.post_no, ...(columns.source_no ?? [])];
  delete columns.post_no;
  // Posts call the words of the poster `title` where they have no more.
  if (!columns.content && columns.title) columns.content = columns.title;
}

/** @throws MAP_INVALID where `--map` names columns that none of these headers has */
export function refuseUnknownColumns(map: ColumnMap, headers: readonly Header[]): void {
  const there = new Set(headers.flatMap((h) => h.names.map(exactKey)));
  const missing = [...map.keys()].filter((key) => !there.has(key));
  if (missing.length === 0) return;
  throw new YuqingError('MAP_INVALID', `--map 指的列表里没有:${missing.join('、')}`, `表里有这些列:${[...new Set(headers.flatMap((h) => h.names))].join('、')}`);
}

/** What to tell a person whose file has no column we know. */
export function unrecognised(file: string, seen: readonly string[]): YuqingError {
  // Without a header the first row is somebody's comment: what it says is hidden and cut short.
  const names = seen.map((cell) => maskText(cleanLine(cell)).text).filter((n) => n !== '').map((n) => (n.length > LONGEST_NAME ? `${n.slice(0, LONGEST_NAME)}…` : n)).slice(0, 40);
  const example = names[0] ?? '列名';
  return new YuqingError(
    'HEADER_UNRECOGNISED',
    `${file} 里没有认出评论的表头,看到的列是:${names.length > 0 ? names.join('、') : '(空)'}`,
    `请指明哪一列是评论内容、哪一列是编号和时间,例如:--map "${example}=content" --map "${names[1] ?? example}=source_no" --map "${names[2] ?? example}=received_at"。字段可用:${fieldList()}`,
  );
}

/** What to tell a person who hands over the cards of users. */
export const personsOnly = (file: string): YuqingError =>
  new YuqingError('HEADER_UNRECOGNISED', `${file} 是用户资料表(粉丝、关注、简介),没有评论`, '用户资料属于个人信息,不导入;请导入 comments 或 contents 文件');

function uniqueNames(cells: readonly string[]): string[] {
  const seen = new Map<string, number>();
  const names = cells.map((cell, i) => cleanLine(cell) || `${columnLetter(i)}列`);
  // Unnamed columns at the end are formatting, not columns.
  while (names.length > 0 && cleanLine(cells[names.length - 1] ?? '') === '') names.pop();
  return names.map((name) => {
    const n = (seen.get(name) ?? 0) + 1;
    seen.set(name, n);
    return n === 1 ? name : `${name}(${n})`;
  });
}
