import { fromChinese } from './chinese.ts';
import { parseIso } from './iso.ts';
import { parseLoose } from './loose.ts';
import { SHANGHAI_MINUTES, type Zone } from './zones.ts';

const KOREA_MINUTES = 540;
const LONGEST = 100;

/**
 * A date as feeds and pages write it: RFC 822 and its misspellings, ISO 8601 / W3CDTF, seconds or milliseconds since
 * 1970, Chinese forms. Without a zone it is Asia/Shanghai whatever the process zone is (Korean forms: Seoul);
 * `assumeMinutes` says otherwise.
 *
 * @param options `chinese`: the text stands among Chinese words, so `CST` is China's and not America's
 * @returns null when the text is no date, or names a day or an hour that does not exist
 * @example parseFeedDate('Tue, 24 Nov 2026 09:00:00 GMT') // 2026-11-24T09:00:00Z
 * @example parseFeedDate('2026年11月24日 下午3:05')          // 2026-11-24T07:05:00Z
 */
export function parseFeedDate(input: string, options: { assumeMinutes?: number; chinese?: boolean } = {}): Date | null {
  const raw = input.slice(0, 4 * LONGEST).normalize('NFKC').replace(/[\s ]+/g, ' ').trim().toLowerCase();
  if (raw === '' || raw.length > LONGEST) return null;
  const zone: Zone = options.assumeMinutes ?? (/[년월일오]/u.test(raw) ? KOREA_MINUTES : SHANGHAI_MINUTES);
  if (/^\d{9,10}$/.test(raw)) return new Date(Number(raw) * 1_000);
  if (/^\d{13}$/.test(raw)) return new Date(Number(raw));
  const text = fromChinese(options.chinese ? raw.replace(/\bcst\b/, '+0800') : raw);
  return parseIso(text, zone) ?? (looksIso(text) ? null : parseLoose(text, zone));
}

/** An ISO date that is wrong stays wrong; it must not be read again as loose words. A half-day mark is the exception. */
const looksIso = (text: string) => /^\d{4}-\d\d-\d\d/.test(text) && !/\d\s*[ap]\.?m/.test(text);
