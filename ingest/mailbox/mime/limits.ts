/** A hostile mail must cost no more than a large honest one. Sizes in bytes (a mail is held as latin1: a character a byte). */
export const MOST_HEADER_BYTES = 256 * 1024;
export const MOST_HEADERS = 2_000;
/** A header longer than this is no subject and no name. */
export const LONGEST_HEADER = 64 * 1024;
export const DEEPEST_PART = 20;
export const MOST_PARTS = 500;
/** Characters of one mail that are kept as its words. */
export const LONGEST_TEXT = 200_000;
/** What of a text part is decoded at all: base64 and markup make bytes more than words. */
export const MOST_TEXT_BYTES = 2 * 1_048_576;
export const MOST_ATTACHMENTS = 100;
