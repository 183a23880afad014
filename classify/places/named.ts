import type { Place, PlaceKind } from '../../model/index.ts';
import { LONGEST_STEM, runsOn, stemStart } from './boundary.ts';
import { cities } from '../../profiles/counties.ts';
import { isGeneric, needsOwner, onlyCity } from './generic.ts';
import type { Suffix } from './suffixes.ts';

/** A longer name in front of these is half a sentence. */
const LONGEST_NAME: Readonly<Record<PlaceKind, number>> = { 区县: 12, 镇街: 5, 村社: 6, 小区: 8, 学校: 12, 医院: 12, 路口: 8, 道路: 6, 场所: 9 };
/** One to a city: 海滨市图书馆. */
const ONE_TO_A_CITY = /^(?:图书馆|博物馆|文化馆|艺术馆|体育[馆场]|体育中心|市民中心|政务中心|会展中心|火车站|高铁站|汽车.?站|客运站|机场|殡仪馆|福利院|动物园|植物园|保健院|党校|疾控中心)$/;
/** Behind a word such as 城 or 园 it says that people live there: 丽景湾3栋, 紫云府业主. */
const LIVED_IN = /(?:[\dA-Z一二三四五六七八九十]{1,3}(?:栋|幢|号楼|期|座|单元|区)|小区|业主|物业|住户|居民|开发商|售楼|楼盘|交房|[东南西北]楼|[东南西北正]门)/y;
/** Of those words, the ones that stand for an estate right behind its district or road: 滨江区莱茵城. */
const ESTATE = /[城府苑园湾庭邸墅郡轩阁]/;
const OWNER = /(?:[A-Z]\d{0,2}|[\u4e00-\u9fff]{2,3})?[市省县区]$/u;
const CONNECTED = /^(?:与|和|及|跟|同|、|-|——|至)?$/u;

/** The stretch `[start, end)` that ends with `suffix` at `at`, as a place; null where no name stands before it. `previous` ends at or before it. */
export function placeNamed(text: string, at: number, suffix: Suffix, previous: Place | undefined): Place | null {
  const end = at + suffix.word.length;
  if (suffix.not) {
    suffix.not.lastIndex = end;
    if (suffix.not.test(text)) return null;
  }
  const place = (start: number): Place => ({ kind: suffix.kind, name: text.slice(start, end), start, end });
  // The road of a crossing already stands there: 人民路 + 口.
  if (previous && previous.end > at) return previous.start < at && suffix.kind === '路口' ? place(previous.start) : null;

  const start = withoutOwner(text, stemStart(text, at, previous?.end ?? 0), at, suffix.kind);
  const stem = text.slice(start, at);
  const touches = previous?.end === start;
  if (needsOwner(stem, suffix.kind) || (stem.length === 1 && touches)) {
    if (touches) return joins(suffix, previous.kind, stem + suffix.word) ? place(previous.start) : null;
    return stem !== '' || ONE_TO_A_CITY.test(suffix.word) ? owned(text, start, previous?.end ?? 0, place) : null;
  }
  // 江南大学 + 望江医院
  if (touches && suffix.kind === '医院' && previous.kind === '学校') return place(previous.start);
  if (stem.length < 2 || stem.length > LONGEST_NAME[suffix.kind] || isGeneric(stem, suffix.kind, suffix.weak) || onlyCity(stem, suffix.word)) return null;
  if (at - start === LONGEST_STEM && runsOn(text, start)) return null;
  if (suffix.kind !== '小区' && suffix.kind !== '学校' && /\d/.test(stem)) return null;
  if (suffix.weak && !(touches && stem.length <= 5 && ESTATE.test(suffix.word))) {
    LIVED_IN.lastIndex = end;
    if (!LIVED_IN.test(text)) return null;
  }
  LIVED_IN.lastIndex = end;
  // 南湖公园14栋 is an estate that is called a park.
  return suffix.kind === '场所' && /^(?:公园|广场)$/.test(suffix.word) && LIVED_IN.test(text) ? { ...place(start), kind: '小区' } : place(start);
}

/** 原白石镇, 现望江美苑 */
const FORMER = /^[原现](?=[\u4e00-\u9fff]{2})/;

/** The name alone: 苏州望江路, 县柳溪村, 镇青石村 begin with a city, or with the end of a division whose name was not seen. */
function withoutOwner(text: string, start: number, at: number, kind: PlaceKind): number {
  if (kind === '道路' && at - start >= 4 && cities().has(text.slice(start, start + 2))) return start + 2;
  const level = kind === '村社' ? /[镇县乡]/ : kind === '镇街' ? /[县区]/ : null;
  const cut = level?.test(text.charAt(start)) || FORMER.test(text.slice(start, at));
  return cut && at - start > 2 ? start + 1 : start;
}

/** What a county has one of, or numbers: 滨江区 + 人民医院, 桃源县 + 二中, 滨江区 + 大道. */
const COUNTY_HAS = /^(?:.{1,4}(?:医院|中学|小学|保健院|中心)|医院|[一二三四五六七八九十](?:小学?|中学?)|高中|大道|疾控中心|保健院|图书馆|文化馆|.*政务中心|市民中心|开发区|党校)$/;

/** 灵泉镇 + 卫生院, 丽景花园 + 小区, 世纪公园 + 路; 滨江区 + 小区 is no name. `rest` is what stands behind `before`. */
function joins(suffix: Suffix, before: PlaceKind, rest: string): boolean {
  if (before === '区县') return COUNTY_HAS.test(rest);
  // 植物园社区 is called after the garden; 街道 + 植物园 are two places.
  if (suffix.kind === '村社') return rest === suffix.word && (before === '场所' || before === '小区');
  if (before === '镇街' && ONE_TO_A_CITY.test(suffix.word)) return false;
  if (suffix.kind === '道路') return rest === suffix.word && before !== '道路' && before !== '路口';
  return suffix.joins || (suffix.kind === '小区' && before === '小区');
}

/** 海滨市 + 第四人民医院, 省 + 人民医院: with the division that it belongs to. */
function owned(text: string, start: number, floor: number, place: (start: number) => Place): Place | null {
  const owner = OWNER.exec(text.slice(Math.max(floor, start - 4), start));
  if (!owner) return null;
  const from = stemStart(text, start - 1, start - owner[0].length);
  // 去省人民医院: one character before 省 is no name of a province.
  return place(start - 1 - from === 1 && !/[A-Z]/.test(text.charAt(from)) ? start - 1 : from);
}

/** 人民路与解放路 + 路口: a crossing takes the road before it too. `roads` are the places before it, the nearest last. */
export function withOtherRoad(text: string, crossing: Place, roads: readonly Place[]): Place {
  const other = roads.at(-1);
  if (other?.kind !== '道路' || other.end > crossing.start || !CONNECTED.test(text.slice(other.end, crossing.start))) return crossing;
  return { ...crossing, name: text.slice(other.start, crossing.end), start: other.start };
}
