import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import { YuqingError } from '../../model/index.ts';
import { oneLine, type Letter } from './channel.ts';

/**
 * A letter as a mail. Its Message-ID and boundaries come from the once-key: the same notice is the same mail, byte by
 * byte, so that a repeat after a crash is folded by the recipient's mail program.
 */
export function mailOf(letter: Letter, from: string) {
  const fingerprint = createHash('sha256').update(letter.onceKey).digest('hex').slice(0, 32);
  return {
    from: oneLine(from),
    to: { name: letter.recipient === letter.address ? '' : oneLine(letter.recipient), address: addressOf(letter) },
    subject: oneLine(letter.subject),
    text: letter.text,
    ...(letter.html === null ? {} : { html: letter.html }),
    date: letter.createdAt,
    messageId: `<${fingerprint}@yuqing.notice>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Yuqing-Kind': oneLine(letter.kind) },
    textEncoding: 'base64' as const,
    baseBoundary: fingerprint,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** One plain address: no second recipient and no header may hide in it. */
function addressOf(letter: Letter): string {
  const address = letter.address ?? '';
  if (!/^[^\s@<>(),;:"\\[\]\p{Cc}\p{Cf}]{1,64}@[^\s@<>(),;:"\\[\]\p{Cc}\p{Cf}]{1,190}$/u.test(address)) {
    throw new YuqingError('DELIVERY_REFUSED', `“${oneLine(letter.recipient)}”的邮箱地址不可用:“${oneLine(address)}”`, '请改成一个形如 name@example.cn 的地址');
  }
  return address;
}

/** The whole mail as a mail program reads it (.eml). A recipient without an address gets none. */
export async function mimeOf(letter: Letter, from: string): Promise<Buffer> {
  const named = letter.address ? letter : { ...letter, address: 'undisclosed@yuqing.invalid' };
  return new MailComposer(mailOf(named, from)).compile().build();
}
