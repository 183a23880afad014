/** The door to this folder: jurisdictions 辖区配置, the working-day calendar, the taxonomy, duties and names of units, all data with a check. */
export { displayGroup, findRule, listProfiles, loadProfile, type ResolvedProfile } from './jurisdictions.ts';
export { loadCalendar } from './calendars.ts';
export { category, categoryName, loadTaxonomy } from './taxonomy.ts';
export { dutyIn, isTerritorial, loadDuties, type DutyHit } from './duties.ts';
export { fullUnitName, loadUnitAliases, shortUnitName, unitNameAt, type Matter, type UnitName } from './unit-aliases.ts';
export { checkShape, SHIPPED as PROFILES_DIR } from './read.ts';
