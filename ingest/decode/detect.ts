import { decodeLossy, decodeStrict } from './bytes-to-text.ts';

/** The characters that Chinese is mostly made of, simplified and traditional; a wrong reading hits few of them. */
const SIMPLIFIED = new Set('的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处府反市县镇村房费款办理局居投诉医保险校费服务信息网络新闻报道记者昨日北京上海广州年月城街商店价格警察交通安全环境污染噪音物业小区居民反映希望尽快部门');
const TRADITIONAL = new Set('的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說產種面而方後多定行學法所民得經之進著等部度家電力裡如水化高自理起小物現實加量都兩體制機當使點從業本去把性好應開它合還因由其些然前外天政日那社義事平形相全表間樣與關各重新線內數正心反你明看原又麼利比或但質氣第向道命此變條只沒結解問意建月公無系很情者最立代想已通並提直題黨程展果料象員位入常文總次品式活設及管特件長求老頭資邊流路級少圖山統接知較將組見計別她手角期根論運農指區強放決西被幹做必戰先回則任取據處府市縣鎮村臺灣');
/** Share of the characters beyond ASCII that are among the commonest of simplified Chinese. */
export function commonShare(text: string): number {
  const beyond = [...text].filter((c) => c > '\u007f');
  return beyond.length === 0 ? 0 : share(beyond, (c) => SIMPLIFIED.has(c));
}

const CJK_SIGNS = new Set('，。、：；？！“”‘’《》（）【】…—·');

interface Candidate {
  encoding: string;
  /** Share of its non-ASCII characters that speak for it, less those that speak against it. */
  score(chars: string[]): number;
  /** From this score on it is believed. */
  enough: number;
}

const share = (chars: string[], test: (c: string) => boolean) => chars.filter(test).length / chars.length;
const within = (from: string, to: string) => (c: string) => c >= from && c <= to;
const kana = (c: string) => within('\u3041', '\u30fe')(c) || within('\uff66', '\uff9f')(c);
const han = within('\u4e00', '\u9fff');
const either = (...tests: ((c: string) => boolean)[]) => (c: string) => tests.some((t) => t(c));
const bad = either((c) => c === '\ufffd', within('\ue000', '\uf8ff'), within('\u0080', '\u009f'));
const cyrillicSmall = either(within('а', 'я'), (c) => c === 'ё');
const cyrillicBig = either(within('А', 'Я'), within('\u2500', '\u25ff'));
const thai = within('\u0e01', '\u0e5b');
const thaiMark = either(within('\u0e34', '\u0e3a'), within('\u0e47', '\u0e4e'), (c) => c === '\u0e31');

/** In the order of belief: the first that is believed is taken. Chinese comes first, this being a Chinese system. */
const CANDIDATES: readonly Candidate[] = [
  // Japanese kana stand in the same rows of GB 2312, so a text with many of them is not Chinese.
  { encoding: 'gb18030', enough: 0.35, score: (t) => share(t, either((c) => SIMPLIFIED.has(c), (c) => CJK_SIGNS.has(c))) - 3 * share(t, kana) - 3 * share(t, bad) },
  { encoding: 'big5', enough: 0.35, score: (t) => share(t, either((c) => TRADITIONAL.has(c), (c) => CJK_SIGNS.has(c))) - 3 * share(t, kana) - 3 * share(t, bad) },
  { encoding: 'euc-jp', enough: 0.3, score: (t) => share(t, kana) - 3 * share(t, bad) - 3 * share(t, within('\uff61', '\uff9f')) },
  { encoding: 'shift_jis', enough: 0.3, score: (t) => share(t, kana) - 3 * share(t, bad) - 3 * share(t, within('\uff61', '\uff9f')) },
  { encoding: 'euc-kr', enough: 0.7, score: (t) => share(t, within('\uac00', '\ud7a3')) - 2 * share(t, han) - 3 * share(t, bad) },
  { encoding: 'koi8-r', enough: 0.7, score: (t) => share(t, cyrillicSmall) - share(t, cyrillicBig) - 3 * share(t, bad) },
  { encoding: 'windows-1251', enough: 0.7, score: (t) => share(t, cyrillicSmall) - share(t, cyrillicBig) - 3 * share(t, bad) },
  { encoding: 'tis-620', enough: 0.8, score: (t) => share(t, thai) - 5 * share(t, bad) - 2 * strayMarks(t) },
];

/** From here on an accented letter is as good as one of another script; Western text is ruled out first. */
const ONE_BYTE_FROM = 'koi8-r';

/** Share of Thai vowel and tone marks that stand on nothing: no real Thai has them. */
function strayMarks(chars: string[]): number {
  let stray = 0;
  let marks = 0;
  chars.forEach((c, i) => {
    if (!thaiMark(c)) return;
    const before = chars[i - 1];
    marks = before !== undefined && thaiMark(before) ? marks + 1 : 1;
    if (before === undefined || !thai(before) || marks > 2) stray += 1;
  });
  return stray / chars.length;
}

/** Enough to tell a language by. */
const SAMPLE = 20_000;

/**
 * The encoding of bytes that say nothing about themselves and are not UTF-8: the reading in which they make sense, else
 * gb18030 where they are valid in it, else Western.
 */
export function detectEncoding(bytes: Uint8Array): string {
  const sample = highParts(bytes);
  if (isShortChinese(sample)) return 'gb18030';
  for (const candidate of CANDIDATES) {
    if (candidate.encoding === ONE_BYTE_FROM && isWestern(sample)) return 'windows-1252';
    const chars = [...decodeLossy(sample, candidate.encoding).text].filter((c) => c > '\u007f');
    if (chars.length > 0 && candidate.score(chars) >= candidate.enough) return candidate.encoding;
  }
  return decodeStrict(bytes, 'gb18030') === null ? 'windows-1252' : 'gb18030';
}

/** Too few characters to judge by frequency. */
const SHORT = 40;

/** A few words that lie wholly in the first level of GB 2312, where 3,755 characters make up nearly all that is written. */
function isShortChinese(sample: Uint8Array): boolean {
  let pairs = 0;
  for (let at = 0; at < sample.length; at += 1) {
    const lead = sample[at]!;
    if (lead < 0x80) continue;
    const trail = sample[at + 1] ?? 0;
    const common = (lead >= 0xb0 && lead <= 0xd7) || lead === 0xa1 || lead === 0xa3;
    pairs += 1;
    if (!common || trail < 0xa1 || pairs >= SHORT) return false;
    at += 1;
  }
  return pairs > 0;
}

/** The lines of the document that have more than ASCII in them, so that markup does not fill the sample. */
function highParts(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let size = 0;
  let start = 0;
  for (let at = 0; at <= bytes.length && size < SAMPLE; at += 1) {
    if (at < bytes.length && bytes[at] !== 0x0a) continue;
    const line = bytes.subarray(start, at);
    start = at + 1;
    if (!line.some((b) => b >= 0x80)) continue;
    parts.push(line.subarray(0, SAMPLE));
    size += line.length;
  }
  return Buffer.concat(parts);
}

const isLetter = (b: number | undefined) => b !== undefined && ((b >= 0x41 && b <= 0x5a) || (b >= 0x61 && b <= 0x7a));

/** One or two high bytes against an ASCII letter (`caf\xe9`, `situa\xe7\xf5es`): words of other scripts are high all through. */
function isWestern(bytes: Uint8Array): boolean {
  let western = 0;
  let other = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at]! < 0x80) continue;
    const start = at;
    while (at < bytes.length && bytes[at]! >= 0x80) at += 1;
    if (at - start <= 2 && (isLetter(bytes[start - 1]) || isLetter(bytes[at]))) western += 1;
    else other += 1;
  }
  return western > 4 * other;
}
