import { Command } from 'commander';
import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { readConfig } from '../../config.ts';
import { openSecrets } from '../../db/source-secrets.ts';
import { findSource } from '../../db/sources.ts';
import { previewSource } from '../../ingest/preview.ts';
import { createSeal, readOrMakeKey } from '../../ingest/seal.ts';
import { sourceKind } from '../../ingest/sources/index.ts';
import type { SourceKind } from '../../ingest/sources/kind.ts';
import { YuqingError, systemClock } from '../../model/index.ts';
import { openDatabase } from '../open.ts';
import { printResult, say } from '../output.ts';
import { webOf } from '../system.ts';
import { checkedSettings } from './checked.ts';
import { settingsOf, withSettingOptions, type SettingOptions } from './options.ts';
import { previewText, trialNote, trialOf } from './preview-text.ts';

interface TestOptions extends SettingOptions {
  kind?: string;
  json?: boolean;
}

export function testCommand(): Command {
  const command = new Command('test')
    .description('试读一个信源:会带来什么、有何标记、拒收什么、用时多久;不入库')
    .argument('[名称或文件]', '已登记的信源,或一个文件(订阅源、工单导出)')
    .option('--kind <种类>', '没有登记过的:种类(文件缺省按扩展名)');
  return withSettingOptions(command)
    .option('--json', '输出 JSON')
    .action(async (what: string | undefined, opts: TestOptions) => {
      const { kind, settings, file, secrets } = await subjectOf(what, opts);
      const web = webOf(readConfig());
      try {
        const preview = await previewSource(kind, trialOf(settings), { cursor: null, clock: systemClock, web, ...(file === undefined ? {} : { file }), ...(secrets ? { secrets } : {}) }, { show: opts.json ? 100 : 10 });
        const note = trialNote(settings);
        if (note !== '') say(note);
        printResult(opts.json ? JSON.stringify(preview) : previewText(preview, kind));
      } finally {
        await web.close();
      }
    });
}

interface Subject {
  kind: SourceKind;
  settings: Record<string, unknown>;
  file?: string;
  /** Of a registered source: its passwords and keys. */
  secrets?: Readonly<Record<string, string>>;
}

async function subjectOf(what: string | undefined, opts: TestOptions): Promise<Subject> {
  const given = settingsOf(opts);
  if (what === undefined) {
    if (opts.kind === undefined) throw new YuqingError('USAGE', '没有说要试读什么', '用法:yuqing source test 名称,或 yuqing source test --kind feed --url 网址,或 yuqing source test 文件');
    const kind = sourceKind(opts.kind);
    return { kind, settings: checkedSettings(kind, given) };
  }
  const isFile = await stat(what).then((s) => s.isFile(), () => false);
  if (opts.kind !== undefined || isFile) {
    if (!isFile) throw new YuqingError('FILE_NOT_FOUND', `找不到文件:${what}`, '请检查路径;要试读网址请写 --url');
    const kind = sourceKind(opts.kind ?? (/^\.(?:xml|rss|atom|rdf|json)$/i.test(extname(what)) ? 'feed' : 'hotline'));
    return { kind, settings: checkedSettings(kind, given), file: what };
  }
  return registered(what.trim(), given);
}

/** A source as it stands, with what the command says on top: a change can be tried before it is made. */
async function registered(name: string, given: Record<string, unknown>): Promise<Subject> {
  const config = readConfig();
  const database = await openDatabase(config);
  try {
    const source = await findSource(database.db, name);
    if (!source) throw new YuqingError('SOURCE_UNKNOWN', `没有名为“${name}”的信源,也没有这个文件`, '用 yuqing source list 查看已有信源;没登记过的请写 --kind 和 --url');
    const kind = sourceKind(source.kind);
    const seal = createSeal(config.key ?? (await readOrMakeKey(config.keyFile)));
    return { kind, settings: checkedSettings(kind, { ...source.config, ...given }), secrets: await openSecrets(database.db, seal, source.id) };
  } finally {
    await database.close();
  }
}
