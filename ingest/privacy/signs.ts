import { isSurnameChar } from './surnames.ts';

/** What stands in a text, as bits: each mask says which of them it needs, and is not asked where they are missing. */
export const HAS = {
  digit: 1, wordDigit: 2, ringDigit: 4, at: 8, chat: 16, letter: 32, paper: 64, pupil: 128, wide: 256, title: 512,
  /** Two that stand beside one another: a cue and a family name, a province and a letter, a number and 室, a word of dwelling. */
  name: 1024, plate: 2048, door: 4096, home: 8192,
} as const;

const SURNAME = 1 << 14, TAIL = 1 << 15, PROVINCE = 1 << 16, DOOR = 1 << 17, GAP = 1 << 18, STAR = 1 << 19, DWELLER = 1 << 20, DWELLING = 1 << 21, HOUSE = 1 << 22;

/** Last characters of the words that a name follows (people.ts). */
export const CUE_TAILS = '叫名礼是为人民户东主者长属生工员子孩女亲爸妈公婆夫妻伴哥弟姐妹爷奶系找机客儿';

const BITS = new Int32Array(0x1_0000);
const range = (from: number, to: number, bit: number): void => { for (let c = from; c <= to; c += 1) BITS[c]! |= bit; };
const all = (chars: string, bit: number): void => { for (const c of chars) BITS[c.charCodeAt(0)]! |= bit; };
range(0x30, 0x39, HAS.digit);
range(0x41, 0x5a, HAS.letter);
range(0x61, 0x7a, HAS.letter);
for (const [from, to] of [[0xff10, 0xff19], [0xff20, 0xff3a], [0xff41, 0xff5a]] as const) range(from, to, HAS.wide);
for (const [from, to] of [[0x2460, 0x2468], [0x2474, 0x247c], [0x2776, 0x277e]] as const) range(from, to, HAS.ringDigit);
all('〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖', HAS.wordDigit);
all('@', HAS.at);
all('微薇扣抖快红视钉陌博宝旺', HAS.chat);
all('照证籍学险障保卡金', HAS.paper);
all('班岁', HAS.pupil);
all('生士姐志\u00b7\u2022', HAS.title);
all('家现租我人住居地', DWELLER);
all('住址在', DWELLING);
all('号', HOUSE);
all(CUE_TAILS, TAIL);
all('京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼', PROVINCE);
all('室房栋幢座单院楼#\uff03-\u2014\uff0d组队社', DOOR);
all(' :\uff1a!\uff01\n', GAP);
all('*', STAR);
for (let c = 0x4e00; c <= 0x9fff; c += 1) if (isSurnameChar(String.fromCharCode(c))) BITS[c]! |= SURNAME;

/** What is worth knowing when it stands behind one of these. */
const DOOR_AFTER = HAS.digit | HAS.wordDigit | HAS.letter | HOUSE;

/** One look at every character, and most masks need not look at all. @returns bits of HAS */
export function signsOf(text: string): number {
  let seen = 0;
  let awaited = 0;
  let met = 0;
  for (let i = 0; i < text.length; i += 1) {
    const bits = BITS[text.charCodeAt(i)]!;
    if (bits === 0) {
      awaited = 0;
      continue;
    }
    seen |= bits;
    met |= bits & awaited;
    if ((bits & GAP) !== 0) continue;
    awaited = ((bits & TAIL) !== 0 ? SURNAME : 0) | ((bits & PROVINCE) !== 0 ? HAS.letter | HAS.wide : 0) | ((bits & DOOR_AFTER) !== 0 ? DOOR : 0) | ((bits & DWELLER) !== 0 ? DWELLING : 0);
  }
  const both = (seen & STAR) !== 0 ? HAS.name : 0;
  return (seen & 0x3ff) | both | ((met & SURNAME) !== 0 ? HAS.name : 0) | ((met & HAS.letter) !== 0 ? HAS.plate : 0) | ((met & DOOR) !== 0 ? HAS.door : 0)
    | ((met & DWELLING) !== 0 ? HAS.home : 0);
}

/** Where a family name stands behind the last character of a cue: the places at which a name may begin. */
export function nameStarts(text: string): number[] {
  const starts: number[] = [];
  let awaited = 0;
  for (let i = 0; i < text.length; i += 1) {
    const bits = BITS[text.charCodeAt(i)]!;
    if ((bits & awaited) !== 0) starts.push(i);
    if ((bits & TAIL) !== 0) awaited = SURNAME;
    else if ((bits & GAP) === 0) awaited = 0;
  }
  return starts;
}
