import Fastify, { type FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';
import type { Db } from '../../db/connect.ts';
import type { Seal } from '../../ingest/seal.ts';
import { YuqingError, type Clock } from '../../model/index.ts';
import type { Desk, DeskServer } from './desk.ts';
import { answerErrors } from './errors.ts';
import { startAlertFeed } from './live/feed.ts';
import { SSE_LIMITS, type SseLimits } from './live/sse.ts';
import type { Log } from './log.ts';
import { guardLoopback, refuseOtherHosts } from './loopback.ts';
import { requireRoles } from './roles.ts';
import { alertRoutes } from './routes/alerts.ts';
import { correctionRoutes } from './routes/corrections.ts';
import { entryRoutes } from './routes/entry.ts';
import { healthRoutes } from './routes/health.ts';
import { ingestRoutes } from './routes/ingest.ts';
import { overviewRoutes } from './routes/overview.ts';
import { pageRoutes } from './routes/page.ts';
import { sourceRoutes } from './routes/sources.ts';
import { ticketRoutes } from './routes/tickets.ts';
import { topicRoutes } from './routes/topics.ts';
import { serializerCompiler, validatorCompiler, type ZodTypes } from './zod.ts';

export interface DeskOptions {
  db: Db;
  /** The same database: the live feed listens on a connection of its own. */
  databaseUrl: string;
  clock: Clock;
  log: Log;
  /** Seals contact data; without it the desk shows and takes nothing in. */
  seal?: Seal;
  /** Jurisdiction of what is entered by hand; `national` unless told. */
  profileId?: string;
  /** Where it may listen: names of this machine only, until there is a login. */
  host?: string;
  port?: number;
  /** For tests that cannot wait: how streams and the feed behave. */
  live?: Partial<SseLimits> & { pollMs?: number };
}

/** How long a request that is being answered may still take when the server closes. */
const LAST_WORDS_MS = 1_000;

/** What the page may load and do: our own files and nothing else, no inline script or style. */
const HEADERS = {
  'content-security-policy': "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

/**
 * Builds the desk: the page at `/`, its data under `/api/`, the live feed and the signs of life. Already follows the
 * feed; `close()` ends open streams, the listening connection and the server. Bind it with `startDesk`.
 * @throws YuqingError HOST_REFUSED for a host that others could reach
 */
export async function buildServer(options: DeskOptions): Promise<FastifyInstance> {
  refuseOtherHosts(options.host ?? '127.0.0.1');
  const { db, clock, log } = options;
  const app: DeskServer = Fastify({ logger: false, bodyLimit: 64 * 1024, requestTimeout: 30_000, forceCloseConnections: 'idle' })
    .withTypeProvider<ZodTypes>()
    .setValidatorCompiler(validatorCompiler)
    .setSerializerCompiler(serializerCompiler);
  const bare = app as unknown as FastifyInstance;
  requireRoles(bare);
  app.addHook('onRequest', async (_request, reply) => { reply.headers(HEADERS); });
  guardLoopback(bare);
  answerErrors(bare, log);

  const { pollMs, ...limits } = options.live ?? {};
  const feed = startAlertFeed({ db, databaseUrl: options.databaseUrl, log, ...(pollMs === undefined ? {} : { pollMs }) });
  app.addHook('preClose', async () => {
    await feed.stop();
    // Browsers open connections ahead of need; one that has asked nothing yet counts as busy and would be waited for.
    setTimeout(() => app.server.closeAllConnections(), LAST_WORDS_MS).unref();
  });
  const desk: Desk = { db, clock, log, feed, seal: options.seal ?? null, profileId: options.profileId ?? 'national' };
  try {
    alertRoutes(app, desk, { ...SSE_LIMITS, ...limits });
    ticketRoutes(app, desk);
    topicRoutes(app, desk);
    overviewRoutes(app, desk);
    sourceRoutes(app, desk);
    entryRoutes(app, desk);
    correctionRoutes(app, desk);
    ingestRoutes(app, desk);
    healthRoutes(app, desk);
    pageRoutes(app);
    await app.ready();
  } catch (error) {
    await feed.stop();
    throw error;
  }
  return bare;
}

export interface OpenDesk {
  /** `http://127.0.0.1:8080` */
  url: string;
  app: FastifyInstance;
  close(): Promise<void>;
}

/**
 * Builds the desk and listens (127.0.0.1:8080 unless told; port 0 takes a free one).
 * @throws YuqingError HOST_REFUSED, PORT_TAKEN
 */
export async function startDesk(options: DeskOptions): Promise<OpenDesk> {
  const { host = '127.0.0.1', port = 8080 } = options;
  const app = await buildServer(options);
  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    throw portFailure(error as NodeJS.ErrnoException, port);
  }
  const { port: bound } = app.server.address() as AddressInfo;
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`, app, close: () => app.close() };
}

function portFailure(error: NodeJS.ErrnoException, port: number): Error {
  const remedy = '请换一个端口:yuqing start --port 8081,或先停掉占用它的程序';
  if (error.code === 'EADDRINUSE') return new YuqingError('PORT_TAKEN', `端口 ${port} 已被占用`, remedy, { cause: error });
  if (error.code === 'EACCES') return new YuqingError('PORT_TAKEN', `没有权限使用端口 ${port}`, '请换一个 1024 以上的端口:yuqing start --port 8080', { cause: error });
  return error;
}
