import { expect, it } from 'vitest';
import { loadModel } from '../../../classify/model.ts';
import { signature } from '../../../classify/signature.ts';
import { groupItems } from '../../../classify/topics/group.ts';
import { MESSAGES } from '../../../cli/demo/world-messages.ts';
import { makeWorld } from '../../../cli/demo/world.ts';
import { CATEGORY_CODES } from '../../../model/index.ts';
import { loadProfile } from '../../../profiles/load.ts';
import { alertRule, levelReached } from '../../../respond/alerts.ts';
import { feedOf, moment, ordersOf } from './told.ts';

const model = loadModel();
/** What the demo's jurisdiction inherits: blue from 5 on, orange from 20, red from 50 in 24 hours. */
const RULE = alertRule(loadProfile('yangzhou-2018').profile)!;

it.each(['2026-11-24T02:00:00Z', '2026-03-05T16:20:00Z', '2025-10-20T15:50:00Z'])('at %s the rising matter becomes one topic without strangers, and reaches 橙', (at) => {
  const world = makeWorld({ now: new Date(at) });
  const told = [
    ...ordersOf(world).map((row) => ({ at: moment(row[1]), text: String(row[3]).replaceAll('_x000D_', '') })),
    ...feedOf(world).items.map((item) => ({ at: item.at, text: `${item.title}\n${item.body}` })),
  ];
  const signatures = told.flatMap(({ at: when, text }, itemId) => {
    const { terms } = signature(text, model);
    return when === null ? [] : [{ itemId, at: when, terms: terms.map((t) => t.hash), weights: terms.map((t) => t.weight), words: terms.map((t) => t.word), topicId: null }];
  });
  const topics = groupItems([], signatures, 7 * 24 * 3_600_000).flatMap((g) => ('open' in g ? [g.open.members.map((m) => told[m.itemId]?.text ?? '')] : []));
  const largest = topics.reduce((a, b) => (b.length > a.length ? b : a), []);
  expect(largest.length).toBeGreaterThanOrEqual(25);
  expect(largest.filter((text) => !/第三小学|穗香园/.test(text))).toEqual([]);
  expect(levelReached(RULE, largest.length)).toBe('橙');
});

it('people say what they mean plainly enough: the model agrees with four of five subjects', () => {
  const said = CATEGORY_CODES.flatMap((code) => MESSAGES[code].map(([, , text]) => ({ code, text })));
  const agreed = said.filter(({ code, text }) => {
    const { category, secondary } = model.judge(text);
    return category === code || secondary.includes(code);
  });
  expect(agreed.length / said.length).toBeGreaterThan(0.8);
});
