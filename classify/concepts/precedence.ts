import { CATEGORY_CODES, type CategoryCode } from '../../model/index.ts';
import { CONCEPT_NAMES } from './find.ts';
import type { Concept } from './words.ts';

/**
 * Where a text speaks of several codes' matters, who must act: the annotators' rules of precedence as data. A rule holds
 * when one concept of each group of `all` is there and none of `none`; it then adds `bonus` to the code's score, before
 * calibration. `bonus` is in the units of the scores, where 1 turns a near tie; `why` gives the guide's words.
 */
interface Rule {
  to: CategoryCode;
  all: readonly (readonly Concept[])[];
  none?: readonly Concept[];
  bonus: number;
  why: string;
}

/** Concepts that name a code's own matter, and not only a place or a person that other matters touch too. */
const MATTERS = CONCEPT_NAMES.filter((name) => !/^(?:x|OTH)\.|^(?:EDU\.school|FDS\.food|STY\.hotline|POL\.rumour)$/.test(name));

export const RULES: readonly Rule[] = [
  { to: 'ELD', all: [['ELD.home']], none: ['SAF.fire', 'FDS.harm', 'WAG.wages', 'POL.rumour', 'EPI.epidemic'], bonus: 1.2, why: 'ELD is elder care: homes, meals, allowances, care' },
  { to: 'ELD', all: [['ELD.care']], none: ['POL.rumour', 'SAF.fire'], bonus: 0.8, why: 'ELD is elder care: homes, meals, allowances, care' },
  { to: 'WAG', all: [['WAG.insurance']], none: ['POL.rumour', 'REL.aid'], bonus: 0.6, why: 'wage arrears, 社保/养老金 payments → WAG (养老金 is WAG, not ELD)' },
  { to: 'WAG', all: [['WAG.wages'], ['x.arrears']], bonus: 0.8, why: 'wage arrears; 工程款 arrears → WAG' },
  { to: 'FDS', all: [['FDS.harm'], ['FDS.food', 'EDU.school', 'MKT.consumer']], bonus: 1, why: 'food/drug harm → FDS' },
  { to: 'ENV', all: [['ENV.noise'], ['x.night', 'x.build', 'TRA.road', 'CUL.tour']], bonus: 0.8, why: 'noise pollution → ENV (also construction noise at night)' },
  { to: 'ENV', all: [['x.build'], ['x.night']], none: ['SAF.work', 'x.arrears', 'WAG.wages'], bonus: 0.8, why: 'construction noise at night → ENV' },
  { to: 'ENV', all: [['ENV.air']], none: ['POL.policy', 'POL.rumour', 'UTI.off'], bonus: 0.4, why: 'noise/air/water pollution → ENV (also restaurant fumes)' },
  { to: 'SAF', all: [['SAF.fire']], none: ['DIS.other'], bonus: 0.8, why: 'fire passage, gas danger → SAF' },
  { to: 'TRA', all: [['TRA.transit'], ['SAF.work', 'x.old']], none: ['SAF.fire', 'ELD.care'], bonus: 0.8, why: 'roads, buses; metro: their running → TRA' },
  { to: 'LND', all: [['LND.taking'], ['x.arrears', 'STY.office', 'GRV.village']], bonus: 0.6, why: 'expropriation, relocation compensation → LND' },
  { to: 'UTI', all: [['UTI.off'], ['HOU.property', 'EDU.school', 'ELD.home', 'x.old']], none: ['DIS.flood', 'SAF.fire', 'DRC.price'], bonus: 0.8, why: 'water/power/gas service → UTI' },
  { to: 'GRV', all: [['GRV.vote']], bonus: 1.2, why: 'village/community committees, 村务, elections → GRV' },
  { to: 'GRV', all: [['GRV.village'], ['x.money', 'GRV.proof']], none: ['DIS.flood', 'DIS.other', 'REL.aid', 'AGR.rural', 'LND.taking'], bonus: 0.8, why: 'village/community committees, 村务 → GRV' },
  { to: 'CIV', all: [['CIV.death']], none: ['POL.policy', 'WAG.insurance'], bonus: 0.8, why: 'marriage, funerals → CIV' },
  { to: 'CIV', all: [['CIV.charity']], none: ['FIN.fund', 'EPI.epidemic', 'DIS.other', 'DIS.flood'], bonus: 0.6, why: '社团, 福彩, 慈善 → CIV' },
  { to: 'CIV', all: [['CIV.marriage']], none: ['POL.policy', 'POL.rumour'], bonus: 0.6, why: 'marriage → CIV' },
  { to: 'REL', all: [['REL.aid']], none: ['POL.rumour', 'STY.office'], bonus: 0.8, why: '低保, 残疾, 临时救助, 困境儿童 → REL' },
  { to: 'DIS', all: [['DIS.flood']], none: ['POL.rumour'], bonus: 0.5, why: 'floods, typhoon, waterlogging danger → DIS' },
  { to: 'DIS', all: [['DIS.other']], none: ['POL.rumour'], bonus: 0.5, why: 'earthquakes, forest fire, relief → DIS' },
  { to: 'FIN', all: [['FIN.fund']], none: ['PSE.crime', 'ELD.home'], bonus: 0.6, why: 'illegal fund-raising, loans, insurance → FIN' },
  { to: 'DRC', all: [['DRC.project']], none: ['x.build', 'TRA.transit', 'WAG.wages'], bonus: 0.5, why: 'big projects, railways/airports siting → DRC' },
  { to: 'DRC', all: [['DRC.price']], bonus: 0.5, why: 'prices set by 发改 → DRC' },
  { to: 'POL', all: [['POL.rumour']], none: ['FIN.fund', 'OTH.chat'], bonus: 0.8, why: '"网传…是真的吗", rumours on government policy → POL' },
  { to: 'POL', all: [['POL.drift']], bonus: 0.8, why: 'misunderstanding or doubts of a policy itself → POL' },
  { to: 'STY', all: [['STY.office'], ['STY.hotline']], bonus: 0.8, why: 'shirking, slow reply of an office itself → STY (only if that is the main complaint)' },
  { to: 'AGR', all: [['AGR.rural']], none: ['POL.policy', 'GRV.vote', 'POL.drift'], bonus: 0.4, why: 'farming subsidies, 扶贫, 农资, 村集体资产, 厕改 → AGR' },
  { to: 'AGR', all: [['AGR.farm']], none: ['FDS.harm', 'ENV.air'], bonus: 0.4, why: 'farming, 农资 → AGR' },
  { to: 'EPI', all: [['EPI.epidemic', 'EPI.disease']], none: ['POL.rumour', 'POL.drift'], bonus: 0.4, why: 'epidemic control, vaccines, infectious disease → EPI' },
  { to: 'OTH', all: [['OTH.paper']], bonus: 1.5, why: 'anything with no government matter to handle → OTH' },
  { to: 'OTH', all: [MATTERS], bonus: -0.6, why: 'anything with no government matter → OTH: here there is one' },
];

const indices = (names: readonly Concept[]) => names.map((name) => CONCEPT_NAMES.indexOf(name));
const compiled = RULES.map((rule) => ({ column: CATEGORY_CODES.indexOf(rule.to), all: rule.all.map(indices), none: indices(rule.none ?? []), bonus: rule.bonus }));
const present = new Uint8Array(CONCEPT_NAMES.length);

/** Up to this many characters a rule counts in full; a longer text has words enough of its own, and rules count for less. */
const SHORT = 40;

/** Adds what the rules give to the scores of the categories, in place, for a text of that length and its concepts (indices). */
export function applyPrecedence(columns: Float32Array, categoryFrom: number, concepts: readonly number[], length: number): void {
  if (concepts.length === 0) return;
  const share = Math.min(1, SHORT / length);
  present.fill(0);
  for (const concept of concepts) present[concept] = 1;
  const stands = (concept: number) => present[concept] === 1;
  for (const { column, all, none, bonus } of compiled) {
    if (all.every((group) => group.some(stands)) && !none.some(stands)) columns[categoryFrom + column]! += bonus * share;
  }
}
