import { z } from 'zod';

const schema = z.object({
  uidValidity: z.string(),
  lastUid: z.number().int().nonnegative(),
  pending: z.array(z.object({ uid: z.number().int().positive(), tries: z.number().int() })).default([]),
});

/** Where the reading of a folder stands. */
export interface ImapCursor {
  /** While this stays, a UID means the same mail (RFC 3501). */
  uidValidity: string;
  /** All mails up to this one are read, but for those pending. */
  lastUid: number;
  /** Mails that the server did not hand over; asked again a few times. */
  pending: { uid: number; tries: number }[];
}

/** What the last reading left, where it still holds for the folder; else the beginning. */
export function cursorFor(cursor: unknown, uidValidity: string): ImapCursor {
  const read = schema.safeParse(cursor);
  return read.success && read.data.uidValidity === uidValidity ? read.data : { uidValidity, lastUid: 0, pending: [] };
}
