import { Command } from 'commander';
import { settingNames } from '../../ingest/source-list/settings.ts';
import { SOURCE_KINDS } from '../../ingest/sources/index.ts';
import type { SourceKind } from '../../ingest/sources/kind.ts';
import { printResult } from '../output.ts';

export function kindsCommand(): Command {
  return new Command('kinds')
    .description('有哪些种类的信源,各自的设置与一例')
    .option('--json', '输出 JSON')
    .action((opts: { json?: boolean }) => {
      const kinds = Object.values(SOURCE_KINDS);
      printResult(opts.json ? JSON.stringify(kinds.map(factsOf)) : kinds.map(describe).join('\n\n'));
    });
}

const factsOf = (kind: SourceKind) => ({ kind: kind.kind, name: kind.name, summary: kind.summary, channel: kind.channel, settings: settingNames(kind), example: kind.example });

function describe(kind: SourceKind): string {
  return [
    `${kind.kind}  ${kind.name}(渠道缺省为“${kind.channel}”)`,
    `  ${kind.summary}`,
    `  设置:${settingNames(kind).join('、')}`,
    `  例:${kind.example.summary}`,
    ...JSON.stringify(kind.example.config, null, 2).split('\n').map((line) => `    ${line}`),
  ].join('\n');
}
