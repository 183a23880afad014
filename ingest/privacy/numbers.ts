/** Weights of GB 11643 for the check digit of an ID number. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';
const PROVINCE = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123])/;
const BIRTH_18 = /^\d{6}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/;
const BIRTH_15 = /^\d{8}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}$/;

/** Whether 18 characters have the province and birthday of an ID number; the check digit is asked for separately. */
export const hasIdShape = (id: string): boolean => /^\d{17}[\dXx]$/.test(id) && PROVINCE.test(id) && BIRTH_18.test(id);

export const isOldId = (id: string): boolean => PROVINCE.test(id) && BIRTH_15.test(id);

export function hasIdCheck(id: string): boolean {
  const sum = WEIGHTS.reduce((s, w, i) => s + w * Number(id[i]), 0);
  return CHECKS[sum % 11] === id[17]?.toUpperCase();
}

/** The check of bank card numbers. */
export function hasLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = digits.length - 1, twice = false; i >= 0; i -= 1, twice = !twice) {
    const d = digits.charCodeAt(i) - 0x30;
    sum += twice ? (d > 4 ? 2 * d - 9 : 2 * d) : d;
  }
  return sum % 10 === 0;
}
