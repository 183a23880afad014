import { Command } from 'commander';
import { rename, rm, writeFile } from 'node:fs/promises';
import { readConfig } from '../../config.ts';
import { allSources, type SourceRow } from '../../db/sources.ts';
import { writeOpml } from '../../ingest/opml/write.ts';
import { writeListJson } from '../../ingest/source-list/json.ts';
import { YuqingError, systemClock } from '../../model/index.ts';
import { openDatabase } from '../open.ts';
import { printResult, say } from '../output.ts';

export function exportCommand(): Command {
  return new Command('export')
    .description('导出信源清单:JSON(source import 可原样读回),或订阅源的 OPML')
    .argument('[文件]', '写到哪里(缺省为标准输出)')
    .option('--opml', '只导出订阅源,OPML 2.0,各种阅读器都能读')
    .action(async (file: string | undefined, opts: { opml?: boolean }) => {
      const database = await openDatabase(readConfig());
      try {
        const sources = await allSources(database.db);
        const feeds = sources.filter((s) => s.kind === 'feed' && typeof s.config['url'] === 'string');
        const text = opts.opml ? opmlOf(feeds) : writeListJson(sources.map(({ name, kind, channel, profileId, enabled, config }) => ({ name, kind, channel, profile: profileId, enabled, config })));
        const count = opts.opml ? feeds.length : sources.length;
        say(`导出 ${count} 个信源${opts.opml && feeds.length < sources.length ? `(另有 ${sources.length - feeds.length} 个不是订阅源,不在 OPML 里)` : ''};其中的网址是完整的,可能含有密钥,请妥善保管`);
        if (file === undefined) printResult(text);
        else {
          await writeWhole(file, text);
          printResult(file);
        }
      } finally {
        await database.close();
      }
    });
}

const opmlOf = (feeds: readonly SourceRow[]): string => writeOpml('yuqing 订阅源', feeds.map((s) => ({ title: s.name, xmlUrl: String(s.config['url']), groups: [s.channel] })), systemClock());

/** The file appears whole or not at all, and only its owner may read it. */
async function writeWhole(file: string, text: string): Promise<void> {
  const partial = `${file}.partial`;
  try {
    await writeFile(partial, text, { mode: 0o600 });
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw new YuqingError('CONFIG_INVALID', `写不进文件:${file}(${(error as NodeJS.ErrnoException).code ?? '原因不明'})`, '请换一个可写、有空间的位置', { cause: error });
  }
}
