import { htmlToText } from '../feed/html-text.ts';
import { meaningOf } from '../hotline/aliases.ts';
import { columnNameOf } from './json-names.ts';

const DEEPEST = 4;
/** Keys under which a coded value carries its words: `{ id: 3, name: '投诉' }`. */
const WORDS = ['name', 'label', 'text', 'title', 'value', 'content', 'mc', 'desc', '名称'];
const CODED = /^(?:id|code|key|no|value|name|label|text|title|fullname|shortname|parentid|pid|sort|desc|mc|bm|dm|名称|编码)$/i;
/** Whose name is a person's. */
const PERSON = /linkman|caller|user|author|person|citizen|member|sender|writer|contact|people|customer|来信人|联系人|来电人|反映人|投诉人|诉求人|留言人|咨询人|网友|市民|用户|作者/i;
const ANSWER = /^(?:reply|replies|replylist|answer|answers|response|feedback|handle|result|dafu|huifu|答复|回复|答复列表|回复列表|办理结果|办理情况|处理情况)(?:info|data|detail|details|vo|dto|obj|object|信息)?$/i;
const OFFICIAL = /^(?:leader|official|receiver|to|recipient|领导|收信人|写给)$/i;

/**
 * A record as columns: objects inside become `outer.inner`, coded values their words, lists of plain values are joined
 * with 、, answers one text; markup is read as a person would, times of JSON become plain.
 */
export function flatRecord(record: Record<string, unknown>): [name: string, text: string][] {
  const out: [string, string][] = [];
  add(record, '', out, 1);
  return out;
}

function add(value: Record<string, unknown>, prefix: string, out: [string, string][], depth: number): void {
  for (const [key, inner] of Object.entries(value)) {
    const name = prefix === '' ? columnNameOf(key) : prefix + key;
    const plain = plainText(inner);
    if (plain !== null) out.push([name, plain]);
    else if (ANSWER.test(key)) answers(inner, out);
    else if (Array.isArray(inner) || depth >= DEEPEST) out.push([name, JSON.stringify(inner)]);
    else {
      const object = inner as Record<string, unknown>;
      const coded = !PERSON.test(key) && (meaningOf(key) !== null || Object.keys(object).every((k) => CODED.test(k))) ? wordsOf(object) : null;
      if (coded !== null) out.push([depth === 1 ? columnNameOf(key) : name, coded]);
      else if (OFFICIAL.test(key)) out.push([columnNameOf(key), JSON.stringify(object)]);
      else add(object, `${name}.`, out, depth + 1);
    }
  }
}

/** What several units answered, in order, as the one answer that a letter has. */
function answers(value: unknown, out: [string, string][]): void {
  const list = (Array.isArray(value) ? value : [value]).filter((v): v is Record<string, unknown> => typeof v === 'object' && v !== null);
  const read = list.map((one) => ({ text: pick(one, /content|text|body|内容|意见|reply|answer|结果|情况/i), at: pick(one, /time|date|时间|日期/i), unit: pick(one, /unit|dept|org|department|单位|部门/i) }));
  const words = read.filter((r) => r.text !== null);
  const text = words.map((r) => (words.length > 1 && r.unit !== null ? `${r.unit}:${r.text}` : r.text)).join('\n');
  if (text !== '') out.push(['答复内容', text]);
  const last = read.findLast((r) => r.at !== null)?.at;
  if (last) out.push(['答复时间', last]);
  const unit = read.findLast((r) => r.unit !== null)?.unit;
  if (unit) out.push(['答复单位', unit]);
}

function pick(one: Record<string, unknown>, key: RegExp): string | null {
  for (const [name, inner] of Object.entries(one)) {
    const text = key.test(name) ? plainText(inner) ?? (isObject(inner) ? wordsOf(inner) : null) : null;
    if (text !== null && text.trim() !== '') return text;
  }
  return null;
}

function wordsOf(object: Record<string, unknown>): string | null {
  for (const key of WORDS) {
    const inner = object[key];
    if (typeof inner === 'string' && inner.trim() !== '') return plainText(inner);
  }
  return null;
}

/** A value that is one text; null for what is not. */
function plainText(value: unknown): string | null {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return fromMarkup(value.replace(/^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/, '$1'));
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.every((v) => typeof v !== 'object' || v === null) ? value.map((v) => plainText(v)).join('、') : null;
  const entries = Object.entries(value as object);
  const [only] = entries;
  // MongoDB's `{ "$date": … }`, and java.util.Date as some write it out.
  if (only && entries.length === 1 && /^\$(?:date|oid|number\w{3,8})$/.test(only[0])) return plainText(isObject(only[1]) ? Object.values(only[1])[0] : only[1]);
  const time = (value as Record<string, unknown>)['time'];
  return typeof time === 'number' && 'hours' in (value as object) ? String(time) : null;
}

const MARKUP = /<\/?(?:p|br|div|span|font|b|strong|em|a|img|ul|ol|li|table|tbody|tr|td|h[1-6]|section|style|o:p)(?:\s[^<>]{0,2000})?\/?>|&(?:nbsp|lt|gt|amp|quot|ldquo|rdquo|hellip|mdash|middot|#\d{2,6});/i;

/** Markup is read as a person would see it; some systems escape it twice. */
function fromMarkup(text: string): string {
  let read = text;
  for (let layer = 0; layer < 2 && MARKUP.test(read); layer += 1) read = htmlToText(read, true);
  return read;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
