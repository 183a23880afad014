import { z } from 'zod';
import { alertBoard } from '../../../db/alert-board.ts';
import { topicSpreads } from '../../../db/topic-view.ts';
import type { Desk, DeskServer } from '../desk.ts';
import { openSse, type SseLimits } from '../live/sse.ts';
import { DESK } from '../roles.ts';
import { alert } from '../shapes.ts';

/** A place in the feed. One that cannot be read is taken as unknown to this database: the page begins anew. */
const place = z.coerce.number().int().min(0).catch(Number.MAX_SAFE_INTEGER).optional();

const board = z.object({
  /** Follow the stream from here and nothing is missed or told twice. */
  end: z.int(),
  alerts: z.array(alert),
});

export function alertRoutes(app: DeskServer, desk: Desk, limits: SseLimits): void {
  app.get('/api/alerts', {
    config: { roles: DESK },
    schema: { querystring: z.object({ limit: z.coerce.number().int().min(1).max(500).default(200) }), response: { 200: board } },
  }, async (request) => {
    const { end, alerts } = await alertBoard(desk.db, request.query.limit);
    const spreads = await topicSpreads(desk.db, alerts.map((a) => a.topicId));
    return { end, alerts: alerts.map((a) => ({ ...a, spread: spreads.get(a.topicId) ?? [] })) };
  });

  /**
   * Server-sent events: `alert` (one event of an alert; `id` is its place), `beat` (the stream lives) and `reset` (the
   * place asked for is unknown here: read /api/alerts again). Resumes after `Last-Event-ID`, or `?after=`.
   */
  app.get('/api/alerts/stream', {
    config: { roles: DESK },
    schema: { querystring: z.object({ after: place }), headers: z.looseObject({ 'last-event-id': place }) },
  }, async (request, reply) => {
    const after = request.headers['last-event-id'] ?? request.query.after ?? null;
    reply.hijack();
    await desk.feed.join(openSse(reply.raw, reply.getHeaders(), limits, desk.clock), after);
  });
}
