import { fold } from './fold.ts';
import { MAX_UNITS } from './limits.ts';
import { BY, clausesOf, isList, namesIn, split, trimmed, type Piece } from './unit-list.ts';

/** Who does it and who helps. */
export interface Units {
  lead: string[];
  assist: string[];
}

const LEAD = new RegExp(`^(.*?)${BY}(?:负责)?(?:牵头|主办|主责|承办|负责|落实|组织|实施|承担|执行|抓好|完成|推进)(?:负责|落实|实施|组织|办理|推进|抓好|完成|做好|单位|部门|,|、)*$`);
const ASSIST = new RegExp(`^(.*?)${BY}(?:积极|做好|密切|共同|予以)?(?:配合|协办|参与|参加|协助|协同|会办|支持)(?:落实|实施|做好|工作|办理|推进|单位|部门|负责|,|、|相关|完成)*$`);
const LEAD_LABEL = /^(?:牵头|主办|主责|责任|负责|承办|落实|实施|责任落实|主管)(?:责任)?(?:单位|部门|处室|科室|股室|机构|主体|方)?(?:\(.{0,10}\))? ?[:为是] ?/;
const ASSIST_LABEL = /^(?:配合|协办|参与|参加|协助|协同|会办)(?:责任)?(?:单位|部门|处室|科室|股室|机构|方)? ?[:为是] ?/;
/** `各承办单位` is a name, though it ends like a role. */
const SET_NAME = /(?:^|、)(?:各|有关|相关)[^、,;]{0,8}(?:单位|部门)$/;
/** Persons and dates in a note are none. */
const NO_UNIT = /(?:底|末|日|旬|月|季度|年)(?:之|以)?前|持续|长期|^\d+ ?[年月日个\-\u2014\u2013~至到]|完成时限|时限|期限|领导:|责任人|联系人|联系电话|电话/;

type RoleName = 'lead' | 'assist';

/**
 * `市政府办公室、市政府新闻办牵头落实,市政务办配合` → lead and assist. Labels (`牵头单位:…;配合单位:…`), `会同` and plain lists
 * (all lead) are read as well. Null when no office is found.
 *
 * @param as the role of names without a word of role
 */
export function unitsIn(text: string, as: RoleName = 'lead'): Units | null {
  const units: Units = { lead: [], assist: [] };
  const folded = fold(text).replace(/\s*\n\s*/g, (gap) => ';'.padEnd(gap.length, ' '));
  let waiting: Piece[] = [];
  let role: RoleName | null = null;
  let spoken: RoleName | null = null;
  const add = (pieces: readonly Piece[], to: RoleName) => {
    for (const name of pieces.flatMap((piece) => namesIn(text, folded, piece))) {
      if (units[to].length < MAX_UNITS && !units[to].includes(name)) units[to].push(name);
    }
  };
  for (const piece of clausesOf(folded)) {
    let own = trimmed(folded, piece);
    let words = folded.slice(own.from, own.to);
    const label = LEAD_LABEL.exec(words) ?? ASSIST_LABEL.exec(words);
    if (label) {
      if (waiting.length > 0) add(waiting, role ?? as);
      waiting = [];
      role = LEAD_LABEL.test(words) ? 'lead' : 'assist';
      // 责任单位 below 牵头单位 are those who help.
      if (role === 'lead' && spoken === 'lead' && /^(?:责任|负责|落实|实施)/.test(words)) role = 'assist';
      spoken = role;
      own = trimmed(folded, { from: own.from + label[0].length, to: own.to });
      words = folded.slice(own.from, own.to);
    }
    if (NO_UNIT.test(words) && !/牵头|配合|负责/.test(words)) continue;
    const together = /^(.{2,60}?)(?:会同|商(?=[省市州县区旗各])|联合)(.{2,200}?)(?:牵头|负责|落实|办理|实施|组织|推进|完成)*$/.exec(words);
    if (together && isList(together[1]!) && isList(together[2]!)) {
      add([...waiting, { from: own.from, to: own.from + together[1]!.length }], 'lead');
      const at = own.from + words.indexOf(together[2]!, together[1]!.length);
      add([{ from: at, to: at + together[2]!.length }], 'assist');
      [waiting, spoken] = [[], 'lead'];
      continue;
    }
    const set = SET_NAME.test(words);
    const assist = set ? null : ASSIST.exec(words);
    const lead = assist || set ? null : LEAD.exec(words);
    const found = assist ?? lead;
    const tagged = TAGGED.test(words) ? taggedIn(folded, own) : null;
    if (tagged) {
      add([...waiting, ...tagged.lead], 'lead');
      add(tagged.assist, 'assist');
      [waiting, spoken, role] = [[], 'lead', null];
    } else if (found) {
      const to: RoleName = assist ? 'assist' : lead && spoken === 'lead' && waiting.length === 0 && !/牵头|主办/.test(words) && units.lead.length > 0 && label === null ? 'assist' : 'lead';
      // Those whom a label named before have their role from it: 牵头单位:甲局,乙局配合.
      if (role === 'lead' && to === 'assist') add(waiting.splice(0), role);
      add([...waiting, { from: own.from, to: own.from + found[1]!.length }], to);
      [waiting, spoken, role] = [[], to, null];
    } else waiting.push(own);
  }
  if (waiting.length > 0) add(waiting, role ?? (spoken === null ? as : 'assist'));
  units.assist = units.assist.filter((name) => !units.lead.includes(name));
  return units.lead.length + units.assist.length === 0 ? null : units;
}

/** `应急管理局(牵头)、消防救援大队`: the role stands in brackets behind a name, or behind several; who comes after and has none helps. */
const TAGGED = /\((?:牵头|主办|主责|牵头单位|配合|协办|参与)\)/;

function taggedIn(folded: string, own: Piece): Record<RoleName, Piece[]> {
  const out: Record<RoleName, Piece[]> = { lead: [], assist: [] };
  let waiting: Piece[] = [];
  for (const piece of split(folded, own)) {
    const tag = /\((牵头|主办|主责|牵头单位|配合|协办|参与)\)$/.exec(folded.slice(piece.from, piece.to));
    if (tag) {
      out[/牵头|主/.test(tag[1]!) ? 'lead' : 'assist'].push(...waiting, { from: piece.from, to: piece.to - tag[0].length });
      waiting = [];
    } else waiting.push(piece);
  }
  out.assist.push(...waiting);
  return out;
}

/** A cell or a note that names offices and nothing else. */
export function looksLikeUnits(folded: string): boolean {
  if (folded.trim() === '' || folded.length > 400 || /[。!?].|[“”《》]/.test(folded)) return false;
  if (/^(?:同上|[〃″])$/.test(folded.trim())) return true;
  const units = unitsIn(folded);
  const named = [...units?.lead ?? [], ...units?.assist ?? []].reduce((sum, name) => sum + name.length, 0);
  return named * 2 >= folded.replace(/\s/g, '').length;
}
