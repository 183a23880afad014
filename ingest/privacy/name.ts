import { surnameOf } from './surnames.ts';

const HONORIFIC = /(?:先生|女士|小姐|同志|师傅|老师|阿姨|叔叔|大爷|大妈|某+)$/;

/** `maskName('张三丰')` → `'张*'`, `maskName('欧阳锋')` → `'欧阳*'`. */
export const maskName = (name: string): string => `${surnameOf(name)}*`;

/**
 * Hides in a text the name that the row's own contact column gives; without that column a name cannot be told from
 * other words. 张先生 hides nobody.
 */
export function maskKnownName(text: string, name: string | null): string {
  if (name === null || !/^\p{Script=Han}{2,4}$/u.test(name) || HONORIFIC.test(name) || !text.includes(name)) return text;
  return text.replaceAll(name, maskName(name));
}
