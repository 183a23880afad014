import type { ThreadPart } from '../../model/index.ts';
import type { Mailbox } from './mime/addresses.ts';
import type { Quoted } from './quotes.ts';

export interface Conversation {
  /** What the sender of the mail itself wrote. */
  own: string;
  at: Date;
  /** Newest first, as it stands under it. */
  quoted: readonly Quoted[];
  sender: Mailbox;
  recipients: readonly Mailbox[];
}

/** A mail and the history under it as a conversation, oldest first: who of the two sides said what. */
export function threadOf({ own, at, quoted, sender, recipients }: Conversation): ThreadPart[] {
  const parts = quoted.map((q): ThreadPart => {
    const unit = unitOf(q.from, sender, recipients);
    return { who: unit === null ? 'citizen' : 'unit', unit: unit === '' ? null : unit, at: q.at, text: q.text };
  });
  if (own !== '') parts.unshift({ who: 'citizen', unit: null, at, text: own });
  return parts.reverse();
}

const UNIT = /政府|信箱|热线|12345|[^\s]{2,}(?:局|委|办|处|中心|公室|大队|支队|街道|书记|市长|县长|区长|公司|集团)$/;

/** The unit that wrote a quoted mail, '' where it is one without a name, null where it is the citizen. */
function unitOf(from: string | null, sender: Mailbox, recipients: readonly Mailbox[]): string | null {
  if (from === null) return null;
  const address = /[^\s<>"'()[\]]{1,64}@[^\s<>"'()[\]]{1,255}/.exec(from)?.[0]?.toLowerCase() ?? null;
  const name = from.replace(/[<[(][^<>[\]()]{0,200}[>\])]/g, '').replace(/["'\u201c\u201d]/g, '').trim();
  if ((address !== null && address === sender.address) || (name !== '' && name === sender.name)) return null;
  if (address?.endsWith('.gov.cn') || UNIT.test(name)) return name.includes('@') ? '' : name;
  return address !== null && recipients.some((r) => r.address === address) ? (name.includes('@') ? '' : name) : null;
}
