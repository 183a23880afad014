import { z } from 'zod';
import { topicHead, topicItems, topicSpreads } from '../../../db/topic-view.ts';
import { CATEGORY_CODES, REQUEST_TYPES, YuqingError } from '../../../model/index.ts';
import { categoryWords } from '../category-words.ts';
import type { Desk, DeskServer } from '../desk.ts';
import { DESK } from '../roles.ts';
import { instant, outsideLink, page, peoplesText, rowId, spread } from '../shapes.ts';

const item = z.object({
  id: z.int(),
  no: z.string(),
  kind: z.enum(['message', 'post']),
  title: peoplesText.nullable(),
  body: peoplesText,
  url: outsideLink,
  channel: z.string(),
  source: z.string(),
  publishedAt: instant,
  precision: z.enum(['second', 'minute', 'day']),
  category: z.enum(CATEGORY_CODES).nullable(),
  categoryName: z.string().nullable(),
  type: z.enum(REQUEST_TYPES).nullable(),
});

const topic = z.object({
  id: z.int(),
  profileId: z.string(),
  title: peoplesText,
  state: z.enum(['open', 'merged']),
  mergedInto: z.int().nullable(),
  firstAt: instant,
  lastAt: instant,
  itemCount: z.int(),
  spread,
  /** Newest first; who said it is left out, and personal data in the words is masked. */
  items: z.array(item),
});

export function topicRoutes(app: DeskServer, desk: Desk): void {
  app.get('/api/topics/:id', {
    config: { roles: DESK },
    schema: { params: rowId, querystring: page(200, 20), response: { 200: topic } },
  }, async (request) => {
    const { id } = request.params;
    const head = await topicHead(desk.db, id);
    if (!head) throw new YuqingError('NOT_FOUND', `没有编号为 ${id} 的话题`, '它可能已被并入别的话题,请刷新后再看');
    const [spreads, items] = await Promise.all([
      topicSpreads(desk.db, [id]), topicItems(desk.db, id, request.query.limit, request.query.offset),
    ]);
    return {
      ...head,
      spread: spreads.get(id) ?? [],
      items: items.map((i) => ({ ...i, categoryName: i.category && categoryWords(head.profileId, i.category).name })),
    };
  });
}
