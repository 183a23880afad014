import { z } from 'zod';
import { correctVerdict, decide, type Corrected } from '../../../classify/correct.ts';
import { openSuggestions } from '../../../db/corrections.ts';
import { CATEGORY_CODES, FLAGS, REQUEST_TYPES, SENTIMENTS, STANCES, URGENCIES, type UserRole } from '../../../model/index.ts';
import type { Desk, DeskServer } from '../desk.ts';
import { maskForScreen } from '../mask.ts';
import { DESK } from '../roles.ts';
import { instant, peoplesText, rowId } from '../shapes.ts';
import { answerTakingIn } from '../taking-in.ts';

const JUDGING: readonly UserRole[] = ['analyst', 'desk_head', 'press_office', 'admin'];

/** Until there is a login, who judges says so; nobody named is the desk. */
const by = z.string().max(200).transform((name) => name.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()).pipe(z.string().min(1).max(50)).default('席位');

const correction = z.object({
  category: z.enum(CATEGORY_CODES).optional(),
  secondary: z.array(z.enum(CATEGORY_CODES)).max(2).optional(),
  type: z.enum(REQUEST_TYPES).optional(),
  sentiment: z.enum(SENTIMENTS).optional(),
  urgency: z.enum(URGENCIES).optional(),
  flags: z.array(z.enum(FLAGS)).optional(),
  stance: z.enum(STANCES).nullable().optional(),
  /** The verdict that the person saw. */
  expected: z.int().optional(),
  /** May name a person; it is kept longer than the contact. */
  note: z.string().max(500).transform(maskForScreen).optional(),
  by,
});

const done = z.object({ verdictId: z.int(), changed: z.array(z.string()), suggested: z.int() });

const suggestion = z.object({
  id: z.int(), itemId: z.int(), itemNo: z.string(), title: peoplesText.nullable(), body: peoplesText,
  now: z.enum(CATEGORY_CODES), suggested: z.enum(CATEGORY_CODES), fromItemId: z.int(), fromItemNo: z.string(), fromBy: z.string(), score: z.number(), createdAt: instant,
});

/** 更正: what a person says better than the model, and what that suggests for messages that say the same. */
export function correctionRoutes(app: DeskServer, desk: Desk): void {
  void app.register(async (bare) => {
    answerTakingIn(bare);
    const scope = bare as DeskServer;
    scope.post('/api/items/:id/verdict', {
      config: { roles: JUDGING }, bodyLimit: 16_384, schema: { params: rowId, body: correction, response: { 200: done } },
    }, async (request) => {
      const { expected, note, by: who, ...set } = request.body;
      return correctVerdict(desk.db, request.params.id, who, set as Corrected, { ...(expected !== undefined && { expected }), ...(note !== undefined && { note }) });
    });
    scope.get('/api/suggestions', {
      config: { roles: DESK },
      schema: {
        querystring: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50), before: z.coerce.number().int().min(1).optional() }),
        response: { 200: z.object({ suggestions: z.array(suggestion) }) },
      },
    }, async (request) => ({ suggestions: await openSuggestions(desk.db, request.query.limit, request.query.before ?? null) }));
    scope.post('/api/suggestions/:id', {
      config: { roles: JUDGING }, bodyLimit: 1_024,
      schema: { params: rowId, body: z.object({ accept: z.boolean(), by }), response: { 200: z.object({ corrected: done.nullable() }) } },
    }, async (request) => ({ corrected: await decide(desk.db, request.params.id, request.body.accept, request.body.by) }));
  });
}
