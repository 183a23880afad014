/**
 * Every failure we expect, sorted by what to do next:
 * `retry` try later by itself · `skip` put this input aside with its reason · `fatal` stop and tell a person.
 * docs/errors.md lists the same codes; a test compares the two.
 */
export const ERROR_CODES = {
  // command line and configuration
  CONFIG_INVALID: 'fatal',
  USAGE: 'fatal',
  INTERRUPTED: 'fatal',
  // database and queue
  DB_UNREACHABLE: 'retry',
  DB_START_FAILED: 'fatal',
  DB_TOO_OLD: 'fatal',
  DB_NOT_MIGRATED: 'fatal',
  QUEUE_UNREACHABLE: 'retry',
  // files
  FILE_NOT_FOUND: 'fatal',
  FILE_EMPTY: 'fatal',
  FILE_DAMAGED: 'fatal',
  FILE_KIND_UNKNOWN: 'fatal',
  FILE_OLD_XLS: 'fatal',
  HEADER_UNRECOGNISED: 'fatal',
  SHEET_PASSED_OVER: 'skip',
  MAP_INVALID: 'fatal',
  DELIMITER_WRONG: 'fatal',
  ROW_TOO_LONG: 'skip',
  ROW_MALFORMED: 'skip',
  ROW_NO_CONTENT: 'skip',
  ROW_NO_TIME: 'skip',
  ROW_BAD_TIME: 'skip',
  ROW_BAD_ORDER_NO: 'skip',
  // fetching and feeds
  FETCH_REFUSED: 'fatal',
  FETCH_FAILED: 'retry',
  FETCH_STATUS: 'retry',
  FETCH_TOO_LARGE: 'skip',
  FETCH_TIMEOUT: 'retry',
  FETCH_REDIRECTS: 'skip',
  RENDER_NO_BROWSER: 'fatal',
  RENDER_FAILED: 'retry',
  FEED_NOT_A_FEED: 'skip',
  FEED_BROKEN: 'skip',
  PAGE_NO_ARTICLE: 'skip',
  PAGE_NO_LINKS: 'skip',
  PAGE_ROBOTS: 'fatal',
  POLICY_UNREADABLE: 'skip',
  ITEM_OFF_TOPIC: 'skip',
  HOTLIST_NOT_A_LIST: 'skip',
  // mailboxes
  MAILBOX_LOGIN: 'fatal',
  MAILBOX_FOLDER: 'fatal',
  MAIL_AUTOMATIC: 'skip',
  // profiles, calendar, deadlines
  PROFILE_UNKNOWN: 'fatal',
  PROFILE_INVALID: 'fatal',
  RULE_UNKNOWN: 'fatal',
  CALENDAR_INVALID: 'fatal',
  CALENDAR_UNKNOWN: 'fatal',
  CALENDAR_DAY: 'skip',
  CASE_INVALID: 'skip',
  // sources
  SOURCE_UNKNOWN: 'fatal',
  SOURCE_CONFLICT: 'fatal',
  // model
  MODEL_MISSING: 'fatal',
  MODEL_DAMAGED: 'fatal',
  LABELS_TOO_FEW: 'fatal',
  // tickets
  TICKET_MOVE_UNLAWFUL: 'skip',
  TICKET_CHANGED: 'skip',
  VERDICT_CHANGED: 'skip',
  TOO_FEW_CORRECTIONS: 'retry',
  // delivery
  DELIVERY_FAILED: 'retry',
  DELIVERY_REFUSED: 'skip',
  NOT_FOUND: 'fatal',
  // desk
  REQUEST_INVALID: 'skip',
  REQUEST_TOO_LARGE: 'skip',
  SIGNATURE_WRONG: 'fatal',
  HOST_REFUSED: 'fatal',
  PORT_TAKEN: 'fatal',
} as const satisfies Record<string, 'retry' | 'skip' | 'fatal'>;

export type ErrorCode = keyof typeof ERROR_CODES;
export type NextStep = 'retry' | 'skip' | 'fatal';

/**
 * An error a person will read. `message` says what happened and `remedy` what to do about it, both in Chinese.
 * @example throw new YuqingError('FILE_EMPTY', '文件是空的:orders.csv', '请重新导出后再导入')
 */
export class YuqingError extends Error {
  override readonly name = 'YuqingError';
  readonly code: ErrorCode;
  readonly remedy: string | undefined;

  constructor(code: ErrorCode, message: string, remedy?: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.remedy = remedy;
  }

  get nextStep(): NextStep {
    return ERROR_CODES[this.code];
  }
}

/** What a person is shown, whatever was thrown: never a stack, never a secret. */
export function errorText(error: unknown): string {
  if (error instanceof YuqingError) return error.remedy ? `${error.message}。${error.remedy}` : error.message;
  return error instanceof Error ? error.message : String(error);
}
