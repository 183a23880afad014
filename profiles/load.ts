/** The door to this folder: jurisdictions 辖区配置, the working-day calendar and the taxonomy, all data with a check. */
export { displayGroup, findRule, listProfiles, loadProfile, type ResolvedProfile } from './jurisdictions.ts';
export { loadCalendar } from './calendars.ts';
export { category, categoryName, loadTaxonomy } from './taxonomy.ts';
export { checkShape } from './read.ts';
