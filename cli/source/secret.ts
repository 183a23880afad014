import { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { readConfig } from '../../config.ts';
import { putSecret, secretNames } from '../../db/source-secrets.ts';
import { findSource } from '../../db/sources.ts';
import { createSeal, readOrMakeKey } from '../../ingest/seal.ts';
import { YuqingError } from '../../model/index.ts';
import { openDatabase } from '../open.ts';
import { printResult } from '../output.ts';

const LONGEST = 10_000;

/** `yuqing source secret`: a password or key, read from standard input or a file so that it stands in no history. */
export function secretCommand(): Command {
  return new Command('secret')
    .description('设置信源的口令或密钥(加密保存):IMAP 信箱的 password,推送接口的 key')
    .argument('<名称>', '信源名称')
    .argument('[项]', '哪一项,如 password、key;不写则列出已设的项')
    .option('--file <文件>', '从文件读(缺省从标准输入读一行)')
    .addHelpText('after', '\n例:yuqing source secret 市长信箱 password < 口令.txt')
    .action(async (name: string, item: string | undefined, opts: { file?: string }) => {
      const config = readConfig();
      const secret = item === undefined ? null : readSecret(opts.file);
      const database = await openDatabase(config);
      try {
        const source = await findSource(database.db, name);
        if (!source) throw new YuqingError('SOURCE_UNKNOWN', `没有名为“${name}”的信源`, '用 yuqing source list 查看已有信源');
        if (item === undefined || secret === null) {
          const names = await secretNames(database.db, source.id);
          printResult(names.length > 0 ? `已设:${names.join('、')}` : '还没有设任何口令或密钥');
          return;
        }
        const seal = createSeal(config.key ?? (await readOrMakeKey(config.keyFile)));
        await putSecret(database.db, seal, source.id, item, secret);
        printResult(`已保存“${name}”的 ${item}(加密)`);
      } finally {
        await database.close();
      }
    });
}

function readSecret(file: string | undefined): string {
  let text: string;
  try {
    text = readFileSync(file ?? 0, 'utf8');
  } catch (error) {
    throw new YuqingError('FILE_NOT_FOUND', file === undefined ? '读不到标准输入' : `读不到文件:${file}`, '请用 < 文件 或 --file 给出口令', { cause: error });
  }
  const secret = text.replace(/\r?\n$/, '');
  if (secret === '' || secret.length > LONGEST || secret.includes('\n')) throw new YuqingError('USAGE', '口令应是一行,不能为空', '请检查输入');
  return secret;
}
