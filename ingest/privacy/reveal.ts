import { actAs, type Db } from '../../db/connect.ts';
import { findContact, noteReveal } from '../../db/contacts.ts';
import { YuqingError, type Contact } from '../../model/index.ts';
import type { Seal } from '../seal.ts';
import { maskText } from './mask.ts';

const LONGEST_REASON = 500;

/**
 * The contact data of a message in the clear, for a clerk who must call back. Who asked, for which message and why is
 * in the audit log in the same transaction, also where there was nothing to see: without that row nothing is shown.
 * Whether the actor may is for the caller to check.
 *
 * @param itemId of the message
 * @throws REQUEST_INVALID without a reason
 */
export async function revealContact(db: Db, seal: Pick<Seal, 'open'>, itemId: number, who: { actor: string; reason: string }): Promise<Contact | null> {
  const reason = who.reason.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  if (reason === '') throw new YuqingError('REQUEST_INVALID', '查看联系方式没有写理由', '请写明理由,例如:回访群众、核实地址');
  if (reason.length > LONGEST_REASON) throw new YuqingError('REQUEST_INVALID', `查看联系方式的理由超过 ${LONGEST_REASON} 个字`, '请写得简短些');
  return db.transaction().execute(async (trx) => {
    await actAs(trx, who.actor);
    const sealed = await findContact(trx, itemId);
    // A reason may name the person himself, and the log is kept longer than the contact.
    await noteReveal(trx, itemId, { reason: maskText(reason).text, found: sealed !== null });
    return sealed === null ? null : seal.open(sealed);
  });
}
