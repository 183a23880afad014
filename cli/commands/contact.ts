import { Command } from 'commander';
import { userInfo } from 'node:os';
import { readConfig } from '../../config.ts';
import { findContact } from '../../db/contacts.ts';
import { findItem } from '../../db/items.ts';
import { maskContact } from '../../ingest/privacy/contact.ts';
import { revealContact } from '../../ingest/privacy/reveal.ts';
import { createSeal, readOrMakeKey } from '../../ingest/seal.ts';
import { YuqingError, type Contact } from '../../model/index.ts';
import { openDatabase } from '../open.ts';
import { printResult } from '../output.ts';

const FIELDS: [keyof Contact, string][] = [['name', '姓名'], ['phone', '电话'], ['otherPhones', '其他电话'], ['address', '地址'], ['idNumber', '证件号'], ['email', '邮箱']];

/** `yuqing contact`: how to call the citizen back. Masked; in the clear only with a reason, which is written into the audit log. */
export function contactCommand(): Command {
  return new Command('contact')
    .description('来信来电人的联系方式:缺省遮盖;写明理由才显示全部,并记入审计日志')
    .argument('<条目>', '工单编号、条目编号')
    .option('--reason <理由>', '为什么要看,如“回访群众”')
    .option('--json', '输出 JSON')
    .action(async (key: string, opts: { reason?: string; json?: boolean }) => {
      const config = readConfig();
      const database = await openDatabase(config);
      try {
        const id = await findItem(database.db, key);
        if (id === null) throw new YuqingError('NOT_FOUND', `没有找到“${key}”`, '请核对工单编号;条目编号可写成 #123');
        const seal = createSeal(config.key ?? (await readOrMakeKey(config.keyFile)));
        const contact = opts.reason === undefined
          ? await database.db.transaction().execute(async (trx) => {
            const sealed = await findContact(trx, id);
            return sealed === null ? null : maskContact(seal.open(sealed));
          })
          : await revealContact(database.db, seal, id, { actor: 'system', reason: `${opts.reason}(命令行,系统用户 ${userInfo().username})` });
        if (opts.json) printResult(JSON.stringify(contact));
        else printResult(contact === null ? '没有留下联系方式' : FIELDS.flatMap(([field, name]) => (contact[field] === undefined ? [] : [`${name}:${[contact[field]].flat().join('、')}`])).join('\n'));
      } finally {
        await database.close();
      }
    });
}
