import type { Contact } from '../../model/index.ts';
import { maskText } from './mask.ts';
import { maskId, maskLocal, maskMobile } from './digits.ts';
import { maskName } from './name.ts';

/** Contact data as those see it who have no right to more: `{ name: '张*', phone: '138****5678', … }`. */
export function maskContact(contact: Contact): Contact {
  const { name, phone, otherPhones, idNumber, address, email } = contact;
  return {
    ...(name !== undefined && { name: maskName(name) }),
    ...(phone !== undefined && { phone: maskPhone(phone) }),
    ...(otherPhones !== undefined && { otherPhones: otherPhones.map(maskPhone) }),
    ...(idNumber !== undefined && { idNumber: idNumber.length > 8 ? maskId(idNumber) : '******' }),
    ...(address !== undefined && { address: maskAddress(address) }),
    ...(email !== undefined && { email: '******' }),
  };
}

function maskPhone(phone: string): string {
  const digits = phone.normalize('NFKC').replace(/\D/g, '');
  if (/^(?:86)?1[3-9]\d{9}$/.test(digits)) return maskMobile(digits.slice(-11));
  return digits.length >= 7 ? maskLocal(digits) : '******';
}

/** The address down to estate or village; where neither can be told, its first six characters. */
function maskAddress(address: string): string {
  const { text } = maskText(`住址:${address}`);
  const rest = text.slice('住址:'.length);
  if (rest !== address) return rest;
  const estate = /^.{0,40}?(?:小区|社区|花园|家园|公寓|新村|[苑村])/.exec(address)?.[0];
  return `${estate ?? address.slice(0, Math.min(6, Math.ceil(address.length / 2)))}***`;
}
