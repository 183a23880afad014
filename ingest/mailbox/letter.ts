import type { Contact, IncomingItem } from '../../model/index.ts';
import { maskText } from '../privacy/mask.ts';
import { maskKnownName } from '../privacy/name.ts';
import { namesOf, type Attachment } from './attachments.ts';
import type { Content } from './content.ts';
import { keyOfWords, messageIdOf, publicId } from './message-id.ts';
import { readMailboxes, type Mailbox } from './mime/addresses.ts';
import { headerOf, headersOf } from './mime/headers.ts';
import type { Part } from './mime/parts.ts';
import { takeApart, type Quoted } from './quotes.ts';
import { withoutSignature } from './signature.ts';
import { threadOf } from './thread.ts';
import type { When } from './when.ts';

/** A mail that is somebody's letter, as far as it has been read. */
export interface Letter {
  mail: Part;
  content: Content;
  subject: string;
  sender: Mailbox;
  charset: string | null;
  /** Mails that came attached whole. */
  inside: Quoted[];
  attachments: Attachment[];
  when: When;
  cut: boolean;
  now: Date;
}

/** A letter as an item: own words and history apart, personal data in `contact` and hidden everywhere else. */
export function itemOf(letter: Letter): IncomingItem {
  const { mail, content, subject, sender, inside, attachments, when } = letter;
  const whole = [content.text, ...inside.map((q) => q.text)].filter((t) => t !== '').join('\n');
  const apart = takeApart(content.text, letter.now);
  const { words, signature } = withoutSignature(apart.own);
  const quoted = [...apart.quoted, ...inside];
  const person = personOf(sender.name);
  const hide = (text: string) => maskKnownName(maskText(text).text, person);
  const passedOn = apart.forwarded || inside.length > 0 || (quoted.length > 0 && FORWARDED.test(subject));
  // Of a mail that only passes another on, the other is the matter.
  const own = words !== '' && !(passedOn && isFiller(words)) ? words : passedOn ? withoutSignature(quoted[0]?.text ?? '').words : '';
  const body = whole !== '' ? whole : subject !== '' ? subject : `(来信没有正文,附件:${namesOf(attachments)})`;
  const recipients = readMailboxes([...headersOf(mail.headers, 'to'), ...headersOf(mail.headers, 'cc')].join(','), letter.charset);
  const thread = quoted.length === 0 ? [] : threadOf({ own: words, at: when.at, quoted, sender, recipients }).map((part) => ({ ...part, text: hide(part.text), unit: part.unit === null ? null : hide(part.unit) }));
  const id = messageIdOf(mail.headers);
  return {
    externalId: id === null ? keyOfWords([headerOf(mail.headers, 'date'), sender.address, subject, content.text]) : publicId(id),
    kind: 'message', title: subject === '' ? null : hide(subject), body: hide(body), url: null, author: null,
    publishedAt: when.at, precision: 'second', channel: null, requestType: null, place: null, categoryPath: [], mainUnit: null, coUnits: [],
    status: null, reply: null, replyAt: null, closedAt: null, dueText: null, engagement: {},
    contact: contactOf(sender, person, `${words}\n${signature}`), raw: attachments.length === 0 ? {} : { 附件: hide(namesOf(attachments)) },
    ...(own !== '' && own !== body ? { ownWords: hide(own) } : {}), ...(thread.length > 1 ? { thread } : {}),
    marks: [...new Set([
      ...when.marks, ...content.marks, ...(letter.cut ? ['mail-too-large'] : []), ...(quoted.length > 0 && own === '' ? ['mail-only-quote'] : []), ...(whole === '' ? ['mail-no-text'] : []),
    ])],
  };
}

/** Some mailers put the same rule over what is answered and what is passed on. */
const FORWARDED = /^\s*(?:(?:fwd?|转发|轉發|转)\s*[:\uff1a]|\[fwd?[:\uff1a])/i;

const isFiller = (text: string): boolean => text.replace(/[\s\p{P}]+/gu, '').length <= 12 && /请|阅|转|查收|附|FYI|如下|见|领导|谢/i.test(text);

/** A name that can be a person's; a nickname is kept too, a mail address or a unit is none. */
const personOf = (name: string | null): string | null => (name === null || /@|信箱|政府|热线|noreply|no-reply|system|^admin/i.test(name) ? null : name.slice(0, 60));

function contactOf(sender: Mailbox, person: string | null, words: string): Contact | null {
  const { found } = maskText(words);
  const first = (...kinds: string[]) => found.find((f) => kinds.includes(f.kind))?.value;
  const name = first('name') ?? person ?? undefined;
  const phone = first('phone') ?? first('landline');
  const idNumber = first('id');
  const address = first('address');
  const contact: Contact = {
    ...(name && { name }), ...(phone && { phone }), ...(idNumber && { idNumber }), ...(address && { address }), ...(sender.address && { email: sender.address }),
  };
  return Object.keys(contact).length > 0 ? contact : null;
}
