import type { Notice } from '../../db/notices.ts';

/** A notice as a channel gets it. */
export type Letter = Pick<Notice, 'id' | 'onceKey' | 'kind' | 'recipient' | 'address' | 'subject' | 'text' | 'html' | 'createdAt'>;

/**
 * A way out of the house 渠道. One call hands over one letter to one recipient and resolves when the other side has
 * taken it.
 * @throws YuqingError DELIVERY_FAILED when a later try may succeed, DELIVERY_REFUSED when it never will
 */
export interface Channel {
  name: 'file' | 'console' | 'mail';
  send(letter: Letter): Promise<void>;
  /** Gives connections back. */
  close?(): void;
}

/** People's words on one line: control and invisible characters, line breaks included, become spaces. */
export function oneLine(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}
