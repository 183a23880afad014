import { describe, expect, it } from 'vitest';
import { cursorFor } from '../../../../ingest/mailbox/imap/cursor.ts';
import { Stubborn } from '../../../../ingest/mailbox/imap/pending.ts';

describe('where the reading of a folder stands', () => {
  const stored = { uidValidity: '7', lastUid: 40, pending: [{ uid: 12, tries: 1 }] };

  it('holds while UIDVALIDITY does', () => {
    expect(cursorFor(JSON.parse(JSON.stringify(stored)), '7')).toEqual(stored);
    expect(cursorFor(stored, '8')).toEqual({ uidValidity: '8', lastUid: 0, pending: [] });
  });

  it.each([[null], [undefined], ['x'], [{ etag: 'a' }], [{ uidValidity: '7', lastUid: -1 }], [{ uidValidity: 7, lastUid: 1 }]])('begins anew after %j', (cursor) => {
    expect(cursorFor(cursor, '7')).toEqual({ uidValidity: '7', lastUid: 0, pending: [] });
  });
});

describe('a mail that cannot be had', () => {
  it('is found by taking one at a time, left after two tries, given up in the third reading', () => {
    let cursor = cursorFor(null, '7');
    for (const forGood of [false, false, true]) {
      const stubborn = new Stubborn();
      expect(stubborn.takeAlone()).toBe(false);
      expect(stubborn.brokeOver([3, 4], cursor)).toBeNull();
      expect(stubborn.takeAlone()).toBe(true);
      expect(stubborn.brokeOver([3], cursor)).toBeNull();
      expect(stubborn.brokeOver([3], cursor)).toEqual({ uid: 3, forGood });
      expect(stubborn.isLeft(3)).toBe(true);
      cursor = cursorFor(JSON.parse(JSON.stringify(cursor)), '7');
    }
    expect(cursor).toEqual({ uidValidity: '7', lastUid: 3, pending: [] });
  });
});
