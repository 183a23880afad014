/** A title's letters and digits alone: two writings of one title are the same, whatever quotes and spaces they have. */
export const lettersOf = (text: string) => text.slice(0, 1_000).normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Full-width colons, brackets and digits as plain ones: what patterns are tried on. */
export const plain = (text: string) => text.normalize('NFKC').replace(/[\u3014\u2018\u201c]/g, '"').replace(/\s+/g, ' ');
