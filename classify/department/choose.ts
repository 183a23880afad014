import type { CategoryCode, DepartmentProposal, DepartmentQuestion, Departments, Stance } from '../../model/index.ts';
import { categoryName, dutyIn, isTerritorial, type ResolvedProfile } from '../../profiles/load.ts';
import { documentUnits } from './document.ts';
import { issuerIn } from './drafting.ts';
import { generalUnits } from './general.ts';
import { officeAt } from './local.ts';

/** Units before they get their names of the day. */
export type Choice = Pick<Departments, 'lead' | 'assist' | 'from' | 'why'>;

/** Words of a document that stand for a unit which the matter itself must name. */
const DRAFTER = /^起草(?:部门|处室)$/u;
const LOCAL = /镇街|属地/u;
/** Categories that say how something was done, not whose business it is. */
const NO_BUSINESS: ReadonlySet<CategoryCode> = new Set(['STY', 'POL', 'OTH']);
const AGAINST: ReadonlySet<Stance> = new Set(['疑虑', '误解误读', '歪曲', '谣言', '质疑']);

/** Who has the matter, by the order of handbook §2.4: 政策→起草部门, then the jurisdiction's own history, duties, document, general table. */
export function choose(q: DepartmentQuestion, text: string, resolved: ResolvedProfile, learned: DepartmentProposal | null): Choice {
  return byDraft(q, text, resolved) ?? byHistory(learned) ?? byOwnDuties(q, text, resolved) ?? byDocument(q, text, resolved) ?? generalUnits(q.category, text);
}

/** Whether a category says whose business a matter is. */
export const isBusiness = (code: CategoryCode): boolean => !NO_BUSINESS.has(code);

function byDraft(q: DepartmentQuestion, text: string, resolved: ResolvedProfile): Choice | null {
  const policy = q.category === 'POL' || (q.stance != null && AGAINST.has(q.stance) && (q.flags ?? []).includes('重大政策'));
  if (!policy) return null;
  const issuer = issuerIn(text);
  if (issuer !== null) return { lead: issuer, assist: [], from: 'drafting', why: `对政策的看法,谁起草谁解读:文中说由${issuer}制定` };
  if (q.category !== 'POL') return null;
  const business = (q.secondary ?? []).find(isBusiness);
  if (business === undefined) return null;
  const said = documentUnits(business, resolved, text);
  // A department's own sections draft its own papers; a unit outside it is none of its drafters.
  if (isDepartment(resolved) && !said?.named) return null;
  const lead = said?.named ? said.units[0] : generalUnits(business, text).lead;
  return { lead, assist: [], from: 'drafting', why: `对政策的看法,谁起草谁解读:政策属“${categoryName(business)}”,推定由${lead}起草` };
}

function byHistory(learned: DepartmentProposal | null): Choice | null {
  if (!learned) return null;
  const sure = Math.floor(learned.confidence * 100);
  return { lead: learned.unit, assist: [], from: 'learned', why: `本地 ${learned.learnedFrom} 件历史派单里,这样的件由${learned.unit}办理(把握 ${sure}%)` };
}

function byOwnDuties(q: DepartmentQuestion, text: string, resolved: ResolvedProfile): Choice | null {
  for (const { duties } of resolved.chain) {
    const hit = dutyIn(duties?.[q.category], text);
    if (hit) return { lead: hit.duty.lead, assist: [...hit.duty.assist ?? []], from: 'duties', why: `本辖区权责清单:${hit.word === null ? `“${categoryName(q.category)}”类` : `说到“${hit.word}”的`}由${hit.duty.lead}主办` };
  }
  return null;
}

function byDocument(q: DepartmentQuestion, text: string, resolved: ResolvedProfile): Choice | null {
  const said = documentUnits(q.category, resolved, text);
  if (!said) return null;
  const [lead, ...assist] = said.units;
  const name = categoryName(q.category);
  if (LOCAL.test(lead)) return byPlace(q, text, resolved, lead, assist);
  if (DRAFTER.test(lead)) return { lead, assist, from: 'document', why: `本级文件(${said.profileId})规定政策类由${lead}回应,文中看不出是谁起草,请人工指定` };
  return { lead, assist, from: 'document', why: said.named ? `本级文件(${said.profileId})点名“${name}”由${lead}主办` : `本级文件(${said.profileId})规定未点名的类别由${lead}主办` };
}

/** `事发镇街或主管部门`: the town where it can settle the matter, else the competent department; both take part. */
function byPlace(q: DepartmentQuestion, text: string, resolved: ResolvedProfile, words: string, assist: string[]): Choice {
  const local = officeAt(q.places ?? [], resolved);
  const rule = `本级文件规定由“${words}”办理`;
  const business = [q.category, ...q.secondary ?? []].find(isBusiness);
  const competent = business === undefined ? null : generalUnits(business, text).lead;
  if (local && (competent === null || (business !== undefined && isTerritorial(business)))) {
    return { lead: local.office, assist: [...(competent === null ? [] : [competent]), ...assist], from: 'document', why: `${rule},事发地是${local.place}` };
  }
  if (competent === null) return { lead: words, assist, from: 'document', why: `${rule},文中没有写明镇街,也看不出主管部门,请人工指定` };
  return {
    lead: competent, assist: [...(local ? [local.office] : []), ...assist], from: 'document',
    why: local ? `${rule},这类事由主管部门${competent}主办,${local.place}协办` : `${rule},文中没有写明镇街,由主管部门${competent}主办`,
  };
}

/** A department's profile divides work among its own sections; it cannot order its neighbours. */
export const isDepartment = ({ profile }: ResolvedProfile): boolean => profile.level.endsWith('部门');
