import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { openSecrets } from '../../../db/source-secrets.ts';
import { findSource, type Source } from '../../../db/sources.ts';
import { decodeBytes } from '../../../ingest/decode.ts';
import { runIngest } from '../../../ingest/run.ts';
import type { Seal } from '../../../ingest/seal.ts';
import { MOST_PUSHED, webhookKind, type WebhookConfig } from '../../../ingest/sources/webhook.ts';
import { parsePushed } from '../../../ingest/webhook/body.ts';
import { pushedMap } from '../../../ingest/webhook/names.ts';
import { readPushed } from '../../../ingest/webhook/read.ts';
import { rememberAnswers } from '../../../ingest/webhook/replays.ts';
import { SIGNATURE_HEADER, TIMESTAMP_HEADER, checkSignature } from '../../../ingest/webhook/signature.ts';
import { YuqingError, shanghaiText, type Reject } from '../../../model/index.ts';
import { loadProfile } from '../../../profiles/load.ts';
import type { Desk, DeskServer } from '../desk.ts';
import { peoplesText } from '../shapes.ts';
import { answerTakingIn, sealOf } from '../taking-in.ts';

/** What is read as JSON, line-wise JSON included; anything else is answered 415. */
const CONTENT_TYPES = /^(?:application\/(?:[\w.-]+\+)?json|application\/(?:x-)?(?:ndjson|jsonl|jsonlines)|application\/json-seq|text\/json|text\/plain)(?:;|$)/;

/** Answers kept for calls that come again word for word. */
const MOST_ANSWERS = 200;

const booked = z.object({
  received: z.int(), stored: z.int(), duplicate: z.int(), updated: z.int(), rejected: z.int(), blocked: z.int(),
  /** Records that were put aside: which, for which key, why. Nothing of their words. */
  rejects: z.array(z.object({ row: z.int(), column: peoplesText.nullable(), reason: peoplesText })),
});
type Booked = z.input<typeof booked>;

/**
 * `POST /ingest/信源名`: systems that push. The caller is a machine and has no login; whoever signs with the source's
 * key is the source, so the route is open to `anyone` and the signature is its check. Unknown sources, sources of
 * other kinds, disabled ones and wrong signatures are answered alike.
 */
export function ingestRoutes(app: DeskServer, desk: Desk): void {
  const answered = rememberAnswers<Booked>(MOST_ANSWERS);
  void app.register(async (scope) => {
    answerTakingIn(scope);
    // The signature is over the bytes as they were sent.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(CONTENT_TYPES, { parseAs: 'buffer', bodyLimit: MOST_PUSHED.bytes }, async (_request: FastifyRequest, body: Buffer) => body);
    (scope as DeskServer).post('/ingest/:source', {
      config: { roles: 'anyone' },
      schema: { params: z.object({ source: z.string() }), response: { 202: booked } },
    }, async (request, reply) => {
      const seal = sealOf(desk);
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const timestamp = header(request, TIMESTAMP_HEADER);
      const signature = header(request, SIGNATURE_HEADER);
      const { source, config } = await admitted(desk, seal, request.params.source, { timestamp, signature, body });
      const until = new Date((Number(timestamp) + config.windowSeconds) * 1_000);
      const answer = await answered.once(`${source.id}:${timestamp}:${signature?.toLowerCase()}`, desk.clock(), until, () => takeIn(desk, seal, source, config, body, request.headers['content-type']));
      reply.code(202);
      return answer;
    });
  });
}

const header = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
};

/** @throws SIGNATURE_WRONG, the same for whatever is wrong, unless the caller holds the key and only its clock is off */
async function admitted(desk: Desk, seal: Seal, name: string, call: Parameters<typeof checkSignature>[0]): Promise<{ source: Source; config: WebhookConfig }> {
  const found = /\p{Cc}/u.test(name) ? null : await findSource(desk.db, name);
  const source = found?.kind === webhookKind.kind && found.enabled ? found : null;
  const { key } = await openSecrets(desk.db, seal, source?.id ?? 0);
  // Settings that are broken are told to nobody but the holder of the key.
  const set = webhookKind.configSchema.safeParse(source?.config ?? {});
  const { windowSeconds } = set.data ?? webhookKind.configSchema.parse({});
  const now = desk.clock();
  const verdict = checkSignature(call, key ?? null, now, windowSeconds);
  if (source && verdict === 'good') {
    if (set.success) return { source, config: set.data };
    throw new YuqingError('CONFIG_INVALID', `信源“${source.name}”的设置有误`, '请席位管理员用 yuqing source set 改正');
  }
  desk.log.warn({ sourceId: source?.id ?? null, verdict }, '推送被拒:签名不对或已过时');
  if (source && verdict === 'stale') {
    throw new YuqingError('SIGNATURE_WRONG', `签名正确,但时间戳与本机时间相差超过 ${windowSeconds} 秒`,
      `请校准对方系统的时钟;本机时间是 ${shanghaiText(now)}(${Math.floor(now.getTime() / 1_000)})`);
  }
  throw new YuqingError('SIGNATURE_WRONG', '信源名或签名不对', `请核对信源名、密钥、${TIMESTAMP_HEADER}(秒)和 ${SIGNATURE_HEADER}(v1=十六进制 HMAC-SHA256),见 docs/webhook.md`);
}

async function takeIn(desk: Desk, seal: Seal, source: Source, config: WebhookConfig, body: Buffer, contentType: string | undefined): Promise<Booked> {
  if (body.length > config.maxBytes) throw new YuqingError('REQUEST_TOO_LARGE', `请求体有 ${body.length} 字节,超过该信源的上限 ${config.maxBytes}`, '请分批推送');
  const records = parsePushed(decodeBytes(body, { contentType, kind: 'text' }).text, config.maxRecords);
  const now = desk.clock();
  const horizon = loadProfile(source.profileId).profile.historical_after_days;
  const events = readPushed(records, { map: pushedMap(config.map), now, kind: config.asMessages ? 'message' : 'post' });
  const rejects: Reject[] = [];
  const counts = await runIngest(desk.db, { id: source.id, fileName: null }, {
    channel: source.channel, seal, now, historical: false, historicalBefore: new Date(now.getTime() - horizon * 86_400_000),
  }, asyncly(events), { onReject: (reject) => { rejects.push(reject); } });
  return { ...counts, rejects: rejects.map(({ row, column, reason }) => ({ row, column, reason })) };
}

async function* asyncly<T>(events: Iterable<T>): AsyncGenerator<T, undefined> {
  yield* events;
  return undefined;
}
