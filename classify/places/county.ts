import { counties } from '../../profiles/counties.ts';

const [DISTRICT, COUNTY, CITY, BANNER] = ['\u533a', '\u53bf', '\u5e02', '\u65d7'].map((c) => c.charCodeAt(0));
/** The lengths of the names that end with these two units, longest first: most of what ends with 市 or 区 is no county. */
let lengths: ReadonlyMap<string, readonly number[]> | undefined;
function lengthsByEnd(): ReadonlyMap<string, readonly number[]> {
  if (lengths) return lengths;
  const made = new Map<string, number[]>();
  for (const name of counties()) {
    const end = name.slice(-2);
    const list = made.get(end) ?? [];
    if (!list.includes(name.length)) list.push(name.length);
    made.set(end, list);
  }
  for (const list of made.values()) list.sort((a, b) => b - a);
  return (lengths = made);
}

/** 义乌市场, 邹平市民: the name was cut out of another word. */
const CUT_OFF: Readonly<Record<number, RegExp>> = { [CITY!]: /[场民价]/, [DISTRICT!]: /[域间别]/, [COUNTY!]: /[城长委乡里]/ };
const HAN = /\p{Script=Han}/u;
/** A county that the list does not have stands behind its city, or is one of the few words that no county is: 各县, 我县. */
const UNLISTED_DISTRICT = /(?<=市)(?!.*[和及与各政府或等])[\u4e00-\u9fff]{2,3}区$/u;
const NO_DISTRICT = /(?:社|小|园|城|景|片|地|辖|校|库|厂|矿|山|林|牧|灾|疫|郊|街|业|术|发|新|老|旧|住宅|生活|功能|保护|服务|保税|经开|高新|示范|自贸|商|禁|管|直属|各|全|本|我|该|市|牧)区$/u;
const UNLISTED_COUNTY = /[省市州]([\u4e00-\u9fff]{2})县$/u;
const NO_COUNTY = /[我各全本该外邻市区省两多贫困每个同县辖]/u;
/** How people write names that they will not write out: A7区, K5县. */
const CODED = /[A-Z]\d{1,2}$/;

/**
 * Where the county-level name begins that ends with the unit at `end - 1`, or -1. The list decides (profiles/divisions); it is older than
 * the newest name, so a district behind its city and a two-character county count as well.
 */
export function countyStart(text: string, end: number, floor: number): number {
  const unit = text.charCodeAt(end - 1);
  if (unit !== DISTRICT && unit !== COUNTY && unit !== CITY && unit !== BANNER) return -1;
  if (CUT_OFF[unit]?.test(text.charAt(end))) return -1;
  for (const length of lengthsByEnd().get(text.slice(end - 2, end)) ?? []) {
    const start = end - length;
    if (start < floor || !counties().has(text.slice(start, end))) continue;
    // 和县, 城区: two characters are a name only where a word can begin.
    if (length === 2 && start > floor && HAN.test(text.charAt(start - 1)) && !/[省市州在]/.test(text.charAt(start - 1))) continue;
    // 沿海城市 is no 海城市.
    if (unit === CITY && /[沿滨临大小各级多同]/.test(text.charAt(start - 1))) return -1;
    return start;
  }
  if (unit === BANNER) return -1;
  const before = text.slice(Math.max(floor, end - 6), end);
  const coded = CODED.exec(before.slice(0, -1));
  if (coded) return end - 1 - coded[0].length;
  if (unit === DISTRICT && !NO_DISTRICT.test(before)) {
    const found = UNLISTED_DISTRICT.exec(before);
    if (found) return end - found[0].length;
  }
  if (unit === COUNTY) {
    const found = UNLISTED_COUNTY.exec(before);
    if (found && !NO_COUNTY.test(found[1]!)) return end - 3;
  }
  return -1;
}
