import { isSurnameChar } from './surnames.ts';

/** What stands beside one another: a follower of one of these bits behind its cue, four bits higher. */
const SURNAME = 1, PLATE_LETTER = 2, DOOR = 4, DWELLING = 8;
const NAME_CUE = SURNAME << 4, PROVINCE = PLATE_LETTER << 4, NUMBER = DOOR << 4, DWELLER = DWELLING << 4;
const FOLLOWERS = 15;
/** Signs that may stand between a cue and what follows it. */
const GAP = 1 << 8;

/** What stands in a text, as bits: each mask says which of them it needs, and is not asked where they are missing. */
export const HAS = {
  /** A family name behind a cue, a letter behind a province, 室 behind a number, 住在. */
  name: SURNAME, plate: PLATE_LETTER, door: DOOR, home: DWELLING,
  digit: 1 << 9, wordDigit: 1 << 10, ringDigit: 1 << 11, at: 1 << 12, chat: 1 << 13, letter: 1 << 14, paper: 1 << 15, pupil: 1 << 16,
  wide: 1 << 17, title: 1 << 18, star: 1 << 19,
} as const;

/** Last characters of the words that a name follows (people.ts). */
const CUE_TAILS = '叫名礼是为人民户东主者长属生工员子孩女亲爸妈公婆夫妻伴哥弟姐妹爷奶系找机客儿';

const BITS = new Int32Array(0x1_0000);
const range = (from: number, to: number, bits: number): void => { for (let c = from; c <= to; c += 1) BITS[c]! |= bits; };
const all = (chars: string, bits: number): void => { for (const c of chars) BITS[c.charCodeAt(0)]! |= bits; };
range(0x30, 0x39, HAS.digit | NUMBER);
for (const from of [0x41, 0x61]) range(from, from + 25, HAS.letter | NUMBER | PLATE_LETTER);
for (const [from, to] of [[0xff10, 0xff19], [0xff20, 0xff3a], [0xff41, 0xff5a]] as const) range(from, to, HAS.wide);
for (const from of [0x2460, 0x2474, 0x2776]) range(from, from + 8, HAS.ringDigit);
all('〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖', HAS.wordDigit | NUMBER);
all('号', NUMBER);
all('@', HAS.at);
all('微薇扣抖快红视钉陌博宝旺', HAS.chat);
all('照证籍学险障保卡金', HAS.paper);
all('班岁', HAS.pupil);
all('生士姐志\u00b7\u2022', HAS.title);
all('家现租我人住居地', DWELLER);
all('住址在', DWELLING);
all(CUE_TAILS, NAME_CUE);
all('京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼', PROVINCE);
all('室房栋幢座单院楼#\uff03-\u2014\uff0d组队社', DOOR);
all(' :\uff1a!\uff01\n', GAP);
all('*', HAS.star);
for (let c = 0x4e00; c <= 0x9fff; c += 1) if (isSurnameChar(String.fromCharCode(c))) BITS[c]! |= SURNAME;

/** One look at every character, and most masks need not look at all. @returns bits of HAS */
export function signsOf(text: string): number {
  let seen = 0;
  let met = 0;
  let awaited = 0;
  for (let i = 0; i < text.length; i += 1) {
    const bits = BITS[text.charCodeAt(i)]!;
    seen |= bits;
    met |= bits & awaited;
    if ((bits & GAP) === 0) awaited = bits >>> 4;
  }
  return (seen & ~0x1ff) | (met & FOLLOWERS);
}

/** Where a family name stands behind the last character of a cue: the places at which a name may begin. */
export function nameStarts(text: string): number[] {
  const starts: number[] = [];
  let awaited = 0;
  for (let i = 0; i < text.length; i += 1) {
    const bits = BITS[text.charCodeAt(i)]!;
    if ((bits & awaited & SURNAME) !== 0) starts.push(i);
    if ((bits & GAP) === 0) awaited = bits >>> 4;
  }
  return starts;
}
