import type { ImapFlow } from 'imapflow';
import { YuqingError } from '../../../model/index.ts';

const MOST_NAMED = 30;

/**
 * Opens the folder, read-only unless what is read shall be marked.
 *
 * @returns its UIDVALIDITY
 * @throws MAILBOX_FOLDER naming the folders that there are
 */
export async function openFolder(client: ImapFlow, folder: string, readOnly: boolean): Promise<string> {
  try {
    const mailbox = await client.mailboxOpen(folder, { readOnly });
    return String(mailbox.uidValidity);
  } catch (error) {
    if (!client.usable) throw error;
    const said = error as { mailboxMissing?: boolean; responseText?: string };
    const names = (await client.list()).filter((f) => !f.flags.has('\\Noselect')).map((f) => f.path);
    if (said.mailboxMissing || !names.includes(folder)) {
      throw new YuqingError('MAILBOX_FOLDER', `邮箱里没有“${folder}”这个文件夹`, `邮箱里有:${names.slice(0, MOST_NAMED).join('、')}`, { cause: error });
    }
    const unsafe = /unsafe login/i.test(said.responseText ?? '');
    throw new YuqingError('MAILBOX_FOLDER', `邮箱不让打开“${folder}”${said.responseText ? `,对方说:${said.responseText.slice(0, 80)}` : ''}`, unsafe ? '请在邮箱设置里开启 IMAP,并用授权码作密码' : '请核对该用户对这个文件夹的权限', { cause: error });
  }
}
