/** Bounds on what one document may ask of us; what lies beyond is not read, and a note says so. */
export const MAX_CHARACTERS = 1_500_000;
export const MAX_LINES = 40_000;
export const MAX_TASKS = 2_000;
/** A task's text is cut here. */
export const MAX_TEXT = 8_000;
/** A paragraph is not searched for notes and dates beyond this. */
export const MAX_PARAGRAPH = 20_000;
export const MAX_CELLS = 40_000;
export const MAX_COLUMNS = 40;
/** Rows that one rowspan may claim. */
export const MAX_SPAN = 500;
export const MAX_UNITS = 60;
export const MAX_KEYWORDS = 10;
