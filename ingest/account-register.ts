import { addAccount, allAccounts, changeAccount, lockAccounts, type KeptAccount } from '../db/accounts.ts';
import type { Trx } from '../db/connect.ts';
import type { ListedAccount } from './account-list.ts';
import { registerKey } from './accounts.ts';

/** What became of one: entered, changed (another unit or note), or there as it is. */
export type Registered = 'added' | 'updated' | 'there';

/**
 * Enters accounts into the register, each after the other; the same account under another spelling of its name or of
 * its platform is the same. The register is locked meanwhile.
 */
export async function registerAccounts(trx: Trx, accounts: readonly ListedAccount[]): Promise<Registered[]> {
  await lockAccounts(trx);
  const register = new Map<string, ListedAccount>((await allAccounts(trx)).map((a) => [registerKey(a), a]));
  const done: Registered[] = [];
  for (const account of accounts) {
    const key = registerKey(account);
    const there = register.get(key);
    if (!there) {
      await addAccount(trx, account);
      register.set(key, account);
      done.push('added');
    } else if (there.ownerUnit === account.ownerUnit && (account.note === null || account.note === there.note)) done.push('there');
    else {
      await changeAccount(trx, there, account);
      register.set(key, { ...there, ownerUnit: account.ownerUnit, note: account.note ?? there.note });
      done.push('updated');
    }
  }
  return done;
}

/** The account that is meant, whatever spelling; null where it is not there. */
export async function registeredAccount(trx: Trx, platform: string, name: string): Promise<KeptAccount | null> {
  const key = registerKey({ platform, name });
  return (await allAccounts(trx)).find((a) => registerKey(a) === key) ?? null;
}
