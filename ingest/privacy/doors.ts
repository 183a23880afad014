import { GONE, type Hide } from './found.ts';

const CN = '一二三四五六七八九十〇零';
const NO = `(?:[A-Za-z]?\\d{1,4}[A-Za-z]?|[A-Za-z]|[${CN}]{1,3})`;
const BUILDING = `(?:${NO}(?:号楼|号院|栋|幢|#楼?|\\uff03)|[A-Za-z]\\d?座)`;
const UNIT = `(?:[${CN}]{1,3}|\\d{1,3}|[A-Za-z])单元`;
const ROOM = `(?:[A-Za-z]?\\d{2,5}[A-Za-z]?|\\d{1,2}[A-Z]|[${CN}]{2,5}(?=号|室|房|门|户))(?:号?[室房铺]|号?户(?!居民|住户|人家|业主|群众)|号|门(?!口|前|市|面|店)|(?![\\d*]))`;
const FLOOR = '(?:\\d{1,2}|[一二三四五六七八九十]{1,3})[层楼]';
/** Not a room: a year, a count, an amount. */
const NOT_A_ROOM = `(?!\\s?(?:年|月|日|时|点|分|元|米|平|万|个|户(?!主)|多|余|辆|人|次|天|[~-]\\d|至|到|楼|层|号楼|吨|公|%|几|岁|亩|套|间|台|块|百|千|[#+栋幢座]|单元|号?户型))`;

/** Building, unit and room, or two of them with a room; a building or a staircase alone is where the matter is. */
const DOOR = new RegExp(`(?<![A-Za-z\\d])(?:${BUILDING}[\\s-]?(?:${UNIT})?(?:${FLOOR})?|${UNIT}(?:${FLOOR})?)[\\s-]?${ROOM}${NOT_A_ROOM}`, 'g');
/** Figures with dashes that end in a room: 3-2-502, 12-1503室; only behind a place where people live, or with the word. */
const DASHED = /(?<![\dA-Za-z-])[A-Za-z]?\d{1,3}(?:[-\u2014\uff0d#]\d{1,3}){0,2}[-\u2014\uff0d#]\d{3,4}(室|房|号房|户)?(?![\d-])/g;
/** A room alone behind the name of an estate: 阳光花园502室. */
const ROOM_ALONE = /(?<=(?:小区|花园|家园|公寓|新村|宿舍|家属院|[苑寓邸]))[A-Za-z]?\d{3,4}[室房]/g;
const LIVING = /(?:小区|社区|花园|家园|公寓|新村|新城|宿舍|家属院|安置房|名都|华庭|佳园|庄园|[苑寓邸湾庭轩阁府里园])$/;

/** Where someone lives, in his own words: from the house number on it goes, with or without a room. */
const HOME = new RegExp(`((?:家住|现住|租住|住址[是为:\\uff1a\\s]{0,2}|住在|居住[在于]|(?:家庭|户籍|居住|联系|收货|通讯|通信)地址?[是为:\\uff1a\\s]{0,2}|我家在|我住|本人住)[^,.;!?\\uff0c\\u3002\\uff1b\\uff01\\uff1f\\n*]{1,30}?)((?<![的哪那这每本])(?<![A-Za-z\\d${CN}])(?:${NO}(?:号楼|号院|号|栋|幢|座|单元|组|队|弄|室|房|户|层|楼)\\s?)+(?:\\d{2,5}[室房号户]?)?)(?![线\\d])`, 'g');
/** A house in a village: 柳桥村三组15号. */
const VILLAGE = new RegExp(`(?<=[村屯寨庄])[${CN}\\d]{1,3}(?:组|队|社)\\s?\\d{1,4}号`, 'g');

/** Where people work, trade or are treated: its rooms are no homes. */
const PUBLIC = /(?:中心|大厅|[局医]院?|学校|大学|学院|[小中]学|大厦|大楼|办公\S{0,2}|政府|法院|检察院|委员会|酒店|宾馆|商场|广场|公司|银行|写字楼|市场|门诊|住院部|教学|科技园|产业园|工业园|商务\S{0,2}|会议|诊所|车站|机场|图书馆)$/;

/** 44栋724户 counts households; only behind a staircase 户 is a door. */
const COUNTED = /^[^单元]*[^号]户$/;
const HOME_HINT = /家住|[现租我人]住|住[址在]|居住|庭地?址|籍地址|家在|(?:联系|收货|通[讯信])地址/;
const DOOR_HINT = /(?:号[楼院]|[栋幢座#\uff03]|单元)[^\u3002,\uff0c]{0,5}?[\dA-Za-z一二三四五六七八九十〇零]{2}/;
const DASH_HINT = /\d[-\u2014\uff0d#]\d{3,4}(?!\d)/;
const ROOM_HINT = /\d{3}[室房]/;
const VILLAGE_HINT = /[组队社] ?\d{1,4}号/;

/** Doors, down to the estate: `'阳光小区3栋2单元502室'` → `'阳光小区***'`; `'3号楼电梯坏了'` stays. */
export function maskDoors(text: string, hide: Hide): string {
  const gone = (door: string, at: number, whole: string): string => {
    const before = whole.slice(Math.max(0, at - 24), at);
    if (PUBLIC.test(before) || COUNTED.test(door)) return door;
    hide('address', estate(before) + door, GONE);
    return GONE;
  };
  let out = text;
  if (HOME_HINT.test(out)) out = out.replace(HOME, (_, before: string, door: string) => {
      hide('address', estate(before.replace(/^.{0,4}?(?:住[址在]?|地址?|家在|居住[在于])[是为:\uff1a\s]{0,2}/, '')) + door, GONE);
      return before + GONE;
    });
  if (DOOR_HINT.test(out)) out = out.replace(DOOR, (door, ...rest) => gone(door, rest.at(-2) as number, rest.at(-1) as string));
  if (DASH_HINT.test(out)) out = out.replace(DASHED, (door, word: string | undefined, at: number, whole: string) => (word !== undefined || LIVING.test(whole.slice(Math.max(0, at - 4), at)) ? gone(door, at, whole) : door));
  if (ROOM_HINT.test(out)) out = out.replace(ROOM_ALONE, gone);
  return VILLAGE_HINT.test(out) ? out.replace(VILLAGE, gone) : out;
}

/** The place that the door belongs to: what stands before it, up to a break. */
const estate = (before: string): string => (/[\u4e00-\u9fffA-Za-z\d]{0,16}$/.exec(before)?.[0] ?? '').replace(/^.*[住于]/, '');
