import { z } from 'zod';
import { YuqingError } from '../../model/index.ts';
import { decodeBytes } from '../decode.ts';
import { registerMap } from '../entry/columns.ts';
import { ENTRY_KIND, ENTRY_SOURCE } from '../entry/enter.ts';
import { readPasted } from '../entry/paste.ts';
import { openFile } from '../open-file.ts';
import type { SourceKind } from './kind.ts';

const MOST_BYTES = 4 * 1_048_576;

const configSchema = z.object({
  /** `列=字段` for columns of the register that are not recognised. */
  map: z.array(z.string()).default([]),
}).strict();

export type EntryConfig = z.infer<typeof configSchema>;

/** What comes by telephone, letter, fax, visit, as a motion or by inquiry: typed in, or pasted from a register. */
export const entryKind: SourceKind<EntryConfig> = {
  kind: ENTRY_KIND,
  name: '人工录入',
  summary: '电话、来信、传真、来访、人大建议、政协提案、网上调研:在席位页面或用 yuqing add 逐件登记,或从登记簿(Excel)整段粘贴。没有编号的自动编号,同一天重复登记只算一件。',
  configSchema,
  example: { config: { map: ['群众说了什么=content'] }, summary: '登记簿里内容一列叫“群众说了什么”' },
  channel: ENTRY_SOURCE,
  rhythm: () => null,
  async* read(config, ctx) {
    if (ctx.file === undefined) throw new YuqingError('USAGE', '人工录入的信源不主动读取', '登记一件:yuqing add --channel 电话 --body 内容;粘贴登记簿:yuqing add --paste');
    const { text } = decodeBytes(await openFile(ctx.file, MOST_BYTES), { kind: 'text' });
    const events = readPasted(text, { map: registerMap([...config.map, ...(ctx.map ?? [])]), now: ctx.receivedAt ?? ctx.clock(), keyed: null });
    for (const event of events) {
      ctx.signal?.throwIfAborted();
      yield event;
    }
    return { cursor: null };
  },
};
