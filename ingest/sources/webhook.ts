import { z } from 'zod';
import { YuqingError } from '../../model/index.ts';
import { decodeBytes } from '../decode.ts';
import { openFile } from '../open-file.ts';
import { parsePushed } from '../webhook/body.ts';
import { pushedMap } from '../webhook/names.ts';
import { readPushed } from '../webhook/read.ts';
import type { SourceKind } from './kind.ts';

/** What a call may bring at most, whatever a source allows. */
export const MOST_PUSHED = { records: 500, bytes: 4 * 1_048_576 } as const;

/** A file that is tried out is no call; so many records and no more. */
const MOST_IN_FILE = 10_000;

const configSchema = z.object({
  /** `键=字段` for keys that are not recognised. */
  map: z.array(z.string()).default([]),
  /** How far the timestamp of a call may be from our clock, either way. */
  windowSeconds: z.number().int().min(10).max(3_600).default(300),
  maxRecords: z.number().int().min(1).max(MOST_PUSHED.records).default(MOST_PUSHED.records),
  maxBytes: z.number().int().min(1_000).max(MOST_PUSHED.bytes).default(1_048_576),
  /** Off: what is pushed are posts 帖文, which open no ticket. */
  asMessages: z.boolean().default(true),
}).strict();

export type WebhookConfig = z.infer<typeof configSchema>;

/** Systems that push by themselves: `POST /ingest/信源名`, signed with the source's secret `key`. */
export const webhookKind: SourceKind<WebhookConfig> = {
  kind: 'webhook',
  name: '系统推送',
  summary: '别的系统(热线、信访、网格等平台)用签名的 HTTP 请求推送来的诉求:JSON 或每行一条的 JSON。字段名按常见叫法识别,认不出的用 map 指明;密钥另存为 key。',
  configSchema,
  example: {
    config: { map: ['lsh=source_no', 'wtms=content'], windowSeconds: 300, maxRecords: 500, maxBytes: 1_048_576, asMessages: true },
    summary: '编号叫 lsh、内容叫 wtms 的平台推送诉求,每次至多 500 条,时间戳前后 5 分钟内有效',
  },
  channel: '系统推送',
  rhythm: () => null,
  async* read(config, ctx) {
    if (ctx.file === undefined) throw new YuqingError('USAGE', '这种信源等对方系统推送,不主动读取', '接口说明见 docs/webhook.md;试读一份推送内容:yuqing import 文件.json --kind webhook --source 信源名');
    const { text } = decodeBytes(await openFile(ctx.file, MOST_PUSHED.bytes), { kind: 'text' });
    const records = parsePushed(text, MOST_IN_FILE);
    for (const event of readPushed(records, { map: pushedMap([...config.map, ...(ctx.map ?? [])]), now: ctx.receivedAt ?? ctx.clock(), kind: config.asMessages ? 'message' : 'post' })) {
      ctx.signal?.throwIfAborted();
      yield event;
    }
    return { cursor: null };
  },
};
