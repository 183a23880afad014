/** What a person wrote, and what the account answered where somebody put both into one cell. */
export interface Apart {
  /** '' where all of it is the account's. */
  asked: string;
  answer: string | null;
}

const COLON = String.raw`\s{0,9}[:\uff1a]`;
const OPEN = String.raw`[\[\u3010(\uff08\u300c]?`;
const CLOSE = String.raw`[\]\u3011)\uff09\u300d]?`;
/** Who speaks for an account; the time of the answer often stands in brackets behind. */
const SPEAKER = '(?:作者|号主|官方|小编|后台|运营(?:人员)?|管理员|公众号|本号|博主|UP主|楼主|账号|单位|部门)';
const SAID = '(?:已)?(?:回复|答复|回应|追加回复)(?:内容|如下|情况)?';
const REMARK = String.raw`(?:[(\uff08][^()\uff08\uff09\n]{1,30}[)\uff09])?`;
const BY_SPEAKER = `${OPEN}${SPEAKER}${SAID}${CLOSE}${REMARK}${COLON}`;
const BRACKETED = String.raw`[\[\u3010](?:${SPEAKER}(?:${SAID})?|回复|答复)[\]\u3011]${REMARK}(?:${COLON})?`;
/** `回复:`, which names nobody; `回复@某某:` and `回复 某某:` are between people. */
const PLAIN = `(?:回复|答复)${COLON}`;
/** At the beginning of a line, or behind the end of a sentence. */
const START = String.raw`(?:^|\n)[^\S\n]{0,9}(?:${BY_SPEAKER}|${BRACKETED}|${PLAIN})|(?<=[\u3002\uff01\uff1f!?~\u2026;\uff1b\s\])\u3011\uff09])${BY_SPEAKER}`;
const BY_NOBODY = new RegExp(START, 'gi');
const ESCAPED = /[.*+?^${}()|[\]\\]/g;

/**
 * Takes what the account answered off what somebody wrote, as offices put both into one cell or the answer into a row
 * of its own.
 *
 * @param account the account whose comments these are, which may answer by its name: `清河发布回复:…`
 * @example answerIn('几点来水?\n作者回复:今晚八点', null) // → { asked: '几点来水?', answer: '今晚八点' }
 */
export function answerIn(text: string, account: string | null): Apart {
  if (!/[复应\]\u3011]/.test(text)) return { asked: text, answer: null };
  const starts = account === null ? BY_NOBODY : new RegExp(String.raw`${START}|(?:^|\n)[^\S\n]{0,9}@?${account.slice(0, 40).replace(ESCAPED, '\\$&')}\s{0,9}${SAID}${REMARK}${COLON}`, 'gi');
  const first = text.search(starts);
  if (first < 0) return { asked: text, answer: null };
  const asked = text.slice(0, first).trim();
  // Several answers in one cell are one.
  const answer = text.slice(first).replace(starts, '\n').split('\n').map((line) => line.trim()).filter((line) => line !== '').join('\n');
  return answer === '' ? { asked: asked === '' ? text : asked, answer: null } : { asked, answer };
}

/** Whether a nickname is that of the account itself. */
export function isAccountsName(nickname: string, account: string | null): boolean {
  if (/.[(\uff08[\u3010](?:作者|号主|官方)[)\uff09\]\u3011]$/.test(nickname.trim())) return true;
  const bare = nickname.replace(/[\s()\uff08\uff09[\]\u3010\u3011]/g, '');
  return /^(?:作者|作者本人|作者回复|号主|公众号|官方回复|官方账号|本号)$/.test(bare) || (account !== null && bare !== '' && bare === account.replace(/\s/g, ''));
}
