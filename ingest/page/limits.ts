/** Bounds on what one page may ask of us. What lies beyond is not read; the page itself is never refused for it. */
export const MAX_CHARACTERS = 3_000_000;
export const MAX_ELEMENTS = 60_000;
/** Elements nested deeper become children of the last one allowed; real pages stay below 60. */
export const MAX_DEPTH = 200;
/** An attribute beyond this is a picture or a script in disguise. */
export const MAX_ATTRIBUTE = 20_000;
/** Readability looks at the text below each element again and again: pages of more elements are left to the rules. */
export const MAX_READABILITY_ELEMENTS = 8_000;
export const MAX_READABILITY_CHARACTERS = 1_000_000;
export const MAX_SCRIPT = 2_000_000;
/** A body is cut here; the longest laws of the country have 150,000 characters. */
export const MAX_BODY = 500_000;
