import type { Contact } from '../../model/index.ts';
import type { Found } from './found.ts';

/** Contact columns first; where they are silent what stood in the text, and every door that they do not have. */
export function personOf(contact: Contact | null, found: readonly Found[]): Contact | null {
  if (found.length === 0) return contact;
  const first = (...kinds: Found['kind'][]) => found.find((f) => kinds.includes(f.kind))?.value;
  const name = contact?.name ?? first('name');
  const phone = contact?.phone ?? first('phone', 'landline');
  const idNumber = contact?.idNumber ?? first('id');
  const doors = [...new Set(found.filter((f) => f.kind === 'address').map((f) => f.value))].filter((d) => !contact?.address?.includes(d));
  const address = [contact?.address, ...doors].filter((a) => a !== undefined).join(';');
  const { email, otherPhones } = contact ?? {};
  const all: Contact = { ...(email && { email }), ...(name && { name }), ...(phone && { phone }), ...(otherPhones && { otherPhones }), ...(idNumber && { idNumber }), ...(address && { address }) };
  return Object.keys(all).length > 0 ? all : null;
}
