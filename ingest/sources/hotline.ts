import { z } from 'zod';
import { addColumns, type ColumnOfSource } from '../../db/source-columns.ts';
import { YuqingError } from '../../model/index.ts';
import { parseColumnMap } from '../hotline/header.ts';
import { readOrders } from '../hotline/read.ts';
import { maskText } from '../privacy/mask.ts';
import type { SourceKind } from './kind.ts';

const configSchema = z.object({
  /** `列=字段` for columns whose names are not recognised; `--map` of one import goes before it. */
  map: z.array(z.string()).default([]),
}).strict();

export type HotlineConfig = z.infer<typeof configSchema>;

/** As the keys of a stored row are: people write names and numbers into any cell. */
const masked = (name: string): string => maskText(name).text;

/** 12345 work orders as hotline platforms export them (handbook §7.1, §7.3). */
export const hotlineKind: SourceKind<HotlineConfig> = {
  kind: 'hotline',
  name: '12345 工单导出',
  summary: '12345 等热线平台和各类信箱导出的表:.csv、.xlsx、.json、.jsonl、.xml,以及网页存成的 .xls。表头按常见叫法识别,认不出的列用 --map 指明。',
  configSchema,
  example: { config: { map: ['热线流水=source_no', '群众所说=content'] }, summary: '编号列叫“热线流水”、内容列叫“群众所说”的导出表' },
  channel: '12345',
  rhythm: () => null,
  async* read(config, ctx) {
    if (ctx.file === undefined) throw new YuqingError('USAGE', '没有给出要导入的文件', '用法:yuqing import 文件 --source 信源名');
    let columns: ColumnOfSource[] = [];
    const orders = readOrders(ctx.file, {
      onHeader: (names, groups) => { columns = addColumns(columns, names.map((name, i) => ({ name: masked(name), group: groups[i] ? masked(groups[i]) : null }))); },
      map: parseColumnMap([...config.map, ...(ctx.map ?? [])]), receivedAt: ctx.receivedAt ?? null, exportedAt: ctx.exportedAt, now: ctx.clock(),
    });
    for await (const event of orders) {
      ctx.signal?.throwIfAborted();
      yield event;
    }
    return { cursor: null, columns };
  },
};
