import { fold } from './fold.ts';
import { isSubject, isUnit } from './unit-names.ts';
import { unitsIn, type Units } from './units.ts';

const MOST_SUBJECTS = 10;
const SUBJECT_VERB = '(?:要|应当|应|须|需要?(?!求)|必须|负责|牵头|会同|配合|协助|协办|参与(?=$)|统筹|年内|不定期|定期|每[年月季]|就|履行|组织(?!部)|制定|于|分别|共同|按照|根据|按|对照|结合|认真|切实|严格|及时|主要负责人|主要负责同志|负责同志|负责人|指定|明确|报送|上报|完成|开展|做好|抓好|加强|建立|推进|配备|召开|落实|参照|全面|积极|主动|立即|尽快|迅速|抓紧|不得|至少|继续|进一步)';
const SUBJECT = new RegExp(`^(?:由|请)?([^,;。:!?《》“”]{2,40}?)(?:的?(?:主要)?(?:负责同志|负责人|领导)(?!员))?${SUBJECT_VERB}`);

/** Offices that a text without a note makes the subject of its sentences: `各部门年内至少召开一次会议`; who is told to 配合 helps. */
export function subjectsOf(text: string): Units {
  const folded = fold(text);
  const out: Units = { lead: [], assist: [] };
  // End of the words in which somebody was named as 牵头: who shares the duty behind them in the same sentence helps.
  let ledTo: number | null = null;
  for (const match of folded.matchAll(/[^,;。:!?\n]+/g)) {
    const whole = match[0].trim();
    const together = /^(?:并|要)?(?:会同|联合)/.exec(whole)?.[0] ?? '';
    const clause = whole.slice(together.length);
    if (ledTo !== null && /[。;!?\n]/.test(folded.slice(ledTo, match.index))) ledTo = null;
    const found = SUBJECT.exec(clause.slice(0, 60));
    if (!found || out.lead.length >= MOST_SUBJECTS) continue;
    const at = match.index + match[0].indexOf(clause) + clause.indexOf(found[1]!);
    const names = found[1]!.split('、').every(clause.startsWith('由') ? isUnit : isSubject) ? unitsIn(text.slice(at, at + found[1]!.length)) : null;
    const said = clause.slice(clause.indexOf(found[1]!) + found[1]!.length);
    const leads = /^(?:负责)?(?:牵头|主办)/.test(said);
    const helps = together !== '' || (ledTo !== null && SHARES.test(said)) || /^(?:应当|应|要|须|需)?(?:积极|密切|主动)?(?:配合|协助|协办|参与)/.test(said);
    if (names && leads) ledTo = match.index + match[0].length;
    const to = helps ? out.assist : out.lead;
    for (const name of names?.lead ?? []) if (!out.lead.includes(name) && !out.assist.includes(name)) to.push(name);
    for (const name of names ? besides(text, folded, at + found[1]!.length) : []) if (!out.lead.includes(name) && !out.assist.includes(name)) out.assist.push(name);
  }
  return out;
}

/** `…会同县公安局、县市场监管局清查储存点`: the offices named behind 会同. */
function besides(text: string, folded: string, at: number): string[] {
  const found = /^(?:要|应当|应|须)?会同([^,;。:!?]{2,60})/.exec(folded.slice(at, at + 80));
  if (!found) return [];
  let from = at + found[0].length - found[1]!.length;
  const names: string[] = [];
  for (const piece of found[1]!.split('、')) {
    const name = isSubject(piece) || isUnit(piece) ? piece : BESIDE.exec(piece)?.[0];
    if (name === undefined || !(isSubject(name) || isUnit(name))) break;
    names.push(text.slice(from, from + name.length));
    from += piece.length + 1;
  }
  return names;
}

const SHARES = /^(?:按照?|根据|依据)(?:各自|部门|工作)*(?:职[责能]|分工)|^(?:分别|共同|分工)负责|^负责(?=$|落实$)/;

const BESIDE = /^[^的了]{2,14}?(?:办公[室厅]|[局委办厅处科室]|部门|单位|中心|公司|支队|大队|政府)/;
