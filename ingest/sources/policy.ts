import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { z } from 'zod';
import { YuqingError, startOfDay, type IncomingItem, type PolicyToKeep } from '../../model/index.ts';
import { decodeBytes } from '../decode.ts';
import { openFile } from '../open-file.ts';
import { readPolicy, type PolicyDocument } from '../policy/read.ts';
import { secretHit } from '../secrecy/rules.ts';
import type { SourceKind } from './kind.ts';

const MEGABYTE = 1_048_576;
const LONGEST_BODY = 100_000;

const configSchema = z.object({
  maxBytes: z.number().int().positive().default(5 * MEGABYTE),
}).strict();

export type PolicyConfig = z.infer<typeof configSchema>;

/** A policy document: its text as one item, its tasks with units and dates, the words to watch for. */
export const policyKind: SourceKind<PolicyConfig> = {
  kind: 'policy',
  name: '政策文件',
  summary: '一份政策文件(文本或网页):读出标题、文号、日期、任务及其牵头和配合单位、时限;有日期的任务开始计时,并按关键词打开监测窗口。',
  configSchema,
  example: { config: { maxBytes: 5 * MEGABYTE }, summary: '导入一份政务公开工作要点' },
  channel: '政策文件',
  rhythm: () => null,
  async* read(config, ctx) {
    if (ctx.file === undefined) throw new YuqingError('USAGE', '没有给出政策文件', '用法:yuqing import 文件 --kind policy --source 政策文件');
    const bytes = await openFile(ctx.file, config.maxBytes);
    const name = basename(ctx.file);
    // The item holds the tasks alone and a 密级 stands above them: the whole document is looked at, and nothing of it kept.
    const hit = secretHit(decodeBytes(bytes, { kind: 'html' }).text);
    if (hit) {
      yield { type: 'blocked', at: { row: 1 }, rule: hit.rule };
      return { cursor: null };
    }
    const { ok, error, document } = readPolicy(bytes, { name, now: ctx.clock() });
    if (!ok) throw error ?? new YuqingError('POLICY_UNREADABLE', `${name} 不像政策文件`, '请核对文件');
    const hash = createHash('sha256').update(bytes).digest('hex');
    yield { type: 'item', item: itemOf(document, { hash, name, now: ctx.clock() }), at: { row: 1 } };
    return { cursor: null, policies: [keepOf(document, hash, name)] };
  },
};

function itemOf(document: PolicyDocument, file: { hash: string; name: string; now: Date }): IncomingItem {
  const issued = document.issuedAt === null ? null : startOfDay(document.issuedAt);
  const known = issued !== null && issued <= file.now;
  return {
    externalId: document.number ?? `sha256:${file.hash.slice(0, 40)}`, kind: 'post', title: document.title ?? file.name,
    body: document.tasks.map((t) => t.text).join('\n').slice(0, LONGEST_BODY) || (document.title ?? file.name), url: null, author: document.issuer,
    publishedAt: known ? issued : file.now, precision: 'day', channel: null, requestType: null, place: null, categoryPath: [], mainUnit: document.issuer,
    coUnits: [], status: null, reply: null, replyAt: null, closedAt: null, dueText: null, engagement: {}, contact: null,
    raw: { 发文字号: document.number ?? '', 任务数: String(document.tasks.length) },
    marks: [...(known ? [] : ['time-from-fetch']), ...(document.truncated ? ['document-truncated'] : [])],
  };
}

const keepOf = (document: PolicyDocument, hash: string, name: string): PolicyToKeep => ({
  hash, title: document.title ?? name, number: document.number, issuedAt: document.issuedAt, truncated: document.truncated, keywords: document.keywords,
  threeSync: document.threeSync, interpretWithinWorkdays: document.interpretWithinWorkdays,
  tasks: document.tasks.map(({ no, text, lead, assist, due }) => ({ no, text, lead, assist, dueOn: due })),
});
