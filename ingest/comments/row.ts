import type { ErrorCode, IncomingItem } from '../../model/index.ts';
import { cleanOrderNo, isSpoilt } from '../hotline/order-no.ts';
import { phonesOf, readCount } from '../hotline/values.ts';
import { maskText, type Found } from '../privacy/mask.ts';
import { cleanLine } from '../table/clean.ts';
import { isClosingLine } from '../table/closing.ts';
import { answerIn, isAccountsName, type Apart } from './answers.ts';
import { CommentCells, type Given } from './cells.ts';
import type { Header } from './header.ts';
import type { Answer } from './held.ts';
import type { Place } from './keys.ts';
import { maskMentions } from './mentions.ts';
import { ownWords, type OwnWords } from './own-words.ts';
import { channelOf, platformNamed, platformOfColumns, platformOfUrl, type Platform } from './platform.ts';
import { provinceOf, splitPlace } from './region.ts';
import { readCommentTime } from './time.ts';
import { baseOf, readWhen, type TimeContext } from './when.ts';

/** What reading a row needs to know from outside. */
export interface RowContext extends TimeContext {
  /** The platform of the whole source, where a person said it. */
  platform: Platform | null;
  /** The platform that the path of the file names. */
  pathPlatform: Platform | null;
  account: string | null;
  /** Comments to the office's own account: somebody who writes there asks us. */
  asMessages: boolean;
  /** See {@link keysOfWords}. */
  keyOf(words: readonly (string | null)[], place: Place): string;
}

/** Why a row is put aside. `reason` names row and column and holds nothing of what somebody wrote. */
interface RowRefusal {
  code: ErrorCode;
  column: string | null;
  reason: string;
}

/** `answer`: what the account itself wrote, which belongs to a comment above. */
export type RowResult = { item: IncomingItem } | { refused: RowRefusal } | { answer: Answer };

/** Longer than any platform's number. */
const ID_CHARS = 200;

/** One row, or one object, as an item: read by the header's columns, who wrote it left out, what is personal in it hidden. */
export function readComment(row: readonly string[], at: number, header: Header, ctx: RowContext, given: Given): RowResult {
  const cells = new CommentCells(row, header, given);
  if (header.kind === 'person') return refuse('ROW_NO_CONTENT', null, `第 ${at} 行是用户资料,不是评论,不保存`);
  if (cells.all().every((v, i) => v === '' || v === header.names[i])) return refuse('ROW_NO_CONTENT', null, `第 ${at} 行是重复的表头,不是评论`);
  const when = readWhen(cells, ctx);
  const timed = when !== null && 'at' in when && !when.marks.includes('time-from-received-at');
  if (!timed && isClosingLine(cells.all())) return refuse('ROW_NO_CONTENT', null, `第 ${at} 行是合计或落款行,不是评论`);

  const title = cells.line('title');
  const written = cells.content() ?? (header.kind === 'post' ? title : null) ?? (cells.hasPictures() ? '[图片]' : null);
  if (written === null) return refuse('ROW_NO_CONTENT', cells.name('content'), `第 ${at} 行没有评论内容`);
  const account = cells.line('account') ?? ctx.account;
  const writer = writerOf(cells);
  const { asked, answer } = header.kind === 'comment' ? apart(written, writer, account) : { asked: written, answer: null };
  if (asked === '') return { answer: { text: hidden(ownWords(answer!).shown, []), at: when && 'at' in when && when.own ? when.at : null, parentId: readParent(cells, '') } };
  const id = readId(cells);
  if (id !== null && id.no.length > ID_CHARS) {
    const column = cells.name('source_no');
    return refuse('ROW_BAD_ORDER_NO', column, `第 ${at} 行“${column}”列有 ${id.no.length} 个字,不像评论编号;请核对各列是否错位`);
  }
  if (when === null) return refuse('ROW_NO_TIME', cells.name('received_at'), `第 ${at} 行没有时间;请补上评论时间,或用 --received-at 指明收件时间`);
  if ('column' in when) return refuse('ROW_BAD_TIME', when.column, `第 ${at} 行“${when.column}”列的时间认不出或不存在`);

  const marks = [...when.marks];
  const own = ownWords(asked);
  const found: Found[] = [];
  const body = hidden(own.shown, found);
  const shownTitle = title === null ? null : hidden(title, []);
  if (own.words === '') marks.push('no-own-words');
  if (id?.spoilt) marks.push('id-spoilt');
  const externalId = id && !id.spoilt ? id.no : ctx.keyOf([title ?? cells.line('post_no'), when.own ? when.at.toISOString() : null, asked, cells.line('parent_no')], { writer, at: when.at });
  const parent = readParent(cells, externalId);
  const reply = readReply(cells, answer, ctx, marks);
  const url = readUrl(cells.line('url'));
  const kind = header.kind;
  return {
    item: {
      externalId, kind: ctx.asMessages && kind === 'comment' && own.words !== '' ? 'message' : 'post', title: shownTitle, body, url, author: null,
      publishedAt: when.at, precision: when.precision, channel: readChannel(cells, header, kind, url, ctx), requestType: null, place: null, categoryPath: [],
      mainUnit: null, coUnits: [], status: null, ...reply, closedAt: null, dueText: null,
      engagement: readEngagement(cells), contact: readContact(cells, found), raw: readRaw(cells, own), marks,
      ...(own.words === '' && { ownWords: '' }), ...(parent !== null && { parentId: parent }), ...(account !== null && { account }),
    },
  };
}

const refuse = (code: ErrorCode, column: string | null, reason: string): RowResult => ({ refused: { code, column, reason } });

/** A text with the people named in it and their numbers hidden. */
function hidden(text: string, found: Found[]): string {
  const masked = maskText(maskMentions(text));
  for (const one of masked.found) found.push(one);
  return masked.text;
}

function readId(cells: CommentCells): { no: string; spoilt: boolean } | null {
  const numbers = cells.each('source_no').map(({ cell }) => cleanOrderNo(cell)).filter((n) => n !== '');
  const whole = numbers.find((n) => !isSpoilt(n));
  return whole !== undefined ? { no: whole, spoilt: false } : numbers.length > 0 ? { no: numbers[0]!, spoilt: true } : null;
}

/** Nobody's answer: `0`, and on Weibo the comment's own number. */
function readParent(cells: CommentCells, own: string): string | null {
  const parent = cleanOrderNo(cells.text('parent_no') ?? '');
  return parent === '' || /^[0-]+$/.test(parent) || parent === own || parent.length > ID_CHARS || isSpoilt(parent) ? null : parent;
}

const SIGNED = /^(?:作者|官方|小编)(?:回复)?\s*[:\uff1a]\s*/;

/** The nickname, or what else stands for the person; not what changes from day to day. */
const writerOf = (cells: CommentCells): string | null => cells.each('person').map(({ cell, column }) => (/粉丝数|关注|头像|avatar|fans|follow|签名|signature|简介|设备|工具|device/i.test(column) ? '' : cleanLine(cell))).find((name) => name !== '') ?? null;

/** What somebody wrote and what the account answered, in one cell; all of a row that the account wrote is its answer. */
function apart(written: string, writer: string | null, account: string | null): Apart {
  return writer !== null && isAccountsName(writer, account) ? { asked: '', answer: answerIn(written, account).answer ?? written } : answerIn(written, account);
}

/** @param inside an answer that stood in the cell of the comment */
function readReply(cells: CommentCells, inside: string | null, ctx: RowContext, marks: string[]): { reply: string | null; replyAt: Date | null } {
  const text = cells.text('reply') ?? inside;
  if (text === null) return { reply: null, replyAt: null };
  const reply = hidden(ownWords(text.replace(SIGNED, '')).shown, []);
  const cell = cells.text('reply_at');
  const time = cell === null || /^0+$/.test(cell) ? null : readCommentTime(cell, baseOf(cells, ctx).at);
  if (time === 'bad') marks.push('reply-time-unreadable');
  return { reply, replyAt: time === 'bad' ? null : (time?.at ?? null) };
}

function readUrl(text: string | null): string | null {
  return text !== null && /^https?:\/\//i.test(text) && URL.canParse(text) ? text : null;
}

function readChannel(cells: CommentCells, header: Header, kind: 'comment' | 'post', url: string | null, ctx: RowContext): string | null {
  const named = cells.line('channel');
  const platform = ctx.platform ?? platformNamed(named ?? '') ?? platformOfUrl(url ?? '') ?? platformOfColumns(header.names) ?? ctx.pathPlatform;
  if (platform) return channelOf(platform, kind);
  return named === null || named.length > 20 ? null : hidden(named, []);
}

function readEngagement(cells: CommentCells): IncomingItem['engagement'] {
  const engagement: IncomingItem['engagement'] = {};
  for (const what of ['likes', 'reposts', 'comments', 'reads'] as const) {
    const count = readCount(cells.text(`engage.${what}`) ?? '');
    if (count !== undefined) engagement[what] = count;
  }
  return engagement;
}

/** A telephone that somebody left; who left it is not kept. */
function readContact(cells: CommentCells, found: readonly Found[]): IncomingItem['contact'] {
  const phones = phonesOf([
    ...cells.each('person.phone').map(({ cell }) => cell),
    ...found.filter((f) => f.kind === 'phone').map((f) => f.value), ...found.filter((f) => f.kind === 'landline').map((f) => f.value),
  ]);
  return phones.phone === undefined ? null : phones;
}

/** Only what is named here, and what somebody asked to keep: an unknown column may hold anything personal. */
function readRaw(cells: CommentCells, own: OwnWords): Record<string, string> {
  const raw: Record<string, string> = {};
  const put = (name: string, value: string | null) => {
    if (value !== null && value !== '') raw[name] = hidden(value, []);
  };
  const time = cells.each('received_at')[0]?.cell;
  put('IP属地', provinceOf(cells.line('region') ?? '') ?? (time === undefined ? null : splitPlace(time).place));
  put('引用', own.quoted);
  put('提到', own.called.join(' '));
  put('表情', own.codes.slice(0, MOST_SHOWN).join(''));
  put('是否精选', readFeatured(cells.line('featured')));
  put('关键词', cells.line('keyword'));
  const post = cleanOrderNo(cells.text('post_no') ?? '');
  // Digits of a number, not of a card: shown as they are.
  if (post !== '' && post.length <= ID_CHARS && !isSpoilt(post)) raw['帖子编号'] = post;
  for (const [name, value] of cells.kept()) put(name, value);
  return raw;
}

const MOST_SHOWN = 50;

/** The interface of the 公众号 has 0 and 1, sheets have 是, 精选, √. */
const readFeatured = (cell: string | null): string | null => (cell === null ? null : /^(?:1|是|精选|已精选|true|√|y|yes)$/i.test(cell) ? '是' : /^(?:0|否|未精选|普通|false|×|n|no)$/i.test(cell) ? '否' : null);
