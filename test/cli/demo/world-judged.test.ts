import { expect, it } from 'vitest';
import { loadModel } from '../../../classify/model.ts';
import { emptyState, groupItem } from '../../../classify/topics/grouper.ts';
import { matterOf } from '../../../classify/topics/trails.ts';
import { vectorOf } from '../../../classify/topics/vector.ts';
import { MESSAGES } from '../../../cli/demo/world-messages.ts';
import { makeWorld } from '../../../cli/demo/world.ts';
import { CATEGORY_CODES } from '../../../model/index.ts';
import { loadProfile } from '../../../profiles/load.ts';
import { alertRule, levelReached } from '../../../respond/alerts.ts';
import { feedOf, moment, ordersOf } from './told.ts';

const model = loadModel();
/** What the demo's jurisdiction inherits: blue from 5 on, orange from 20, red from 50 in 24 hours. */
const RULE = alertRule(loadProfile('yangzhou-2018').profile)!;

it.each(['2026-11-24T02:00:00Z', '2026-03-05T16:20:00Z', '2025-10-20T15:50:00Z'])('at %s the rising matter becomes one topic, without strangers, and reaches 橙', (at) => {
  const world = makeWorld({ now: new Date(at) });
  const told = [
    ...ordersOf(world).map((row) => ({ at: moment(row[1]), title: null, text: String(row[3]).replaceAll('_x000D_', '') })),
    ...feedOf(world).items.map((item) => ({ at: item.at, title: item.title, text: item.body })),
  ].flatMap(({ at: when, ...words }) => (when ? [{ at: when.getTime(), ...words }] : [])).sort((a, b) => a.at - b.at);
  const state = emptyState();
  const placed = told.map((one) => groupItem(state, vectorOf(one.title, one.text, model), one.at).matter).map((id, k) => ({ id, said: `${told[k]!.title ?? ''}\n${told[k]!.text}` }));
  const ofEvent = /第三小学|穗香园/;
  const event = placed.filter(({ said }) => ofEvent.test(said));
  const topicOf = ({ id }: { id: number }) => matterOf(state.into, id);
  const sizes = new Map<number, number>();
  for (const one of event) sizes.set(topicOf(one), (sizes.get(topicOf(one)) ?? 0) + 1);
  const [largest] = [...sizes].sort((a, b) => b[1] - a[1]);
  const together = placed.filter((one) => topicOf(one) === largest![0]);
  expect(together.length).toBeGreaterThanOrEqual(25);
  expect(together.filter(({ said }) => !ofEvent.test(said)).map(({ said }) => said)).toEqual([]);
  expect(levelReached(RULE, together.length)).toBe('橙');
});

it('people say what they mean plainly enough: the model agrees with four of five subjects', () => {
  const said = CATEGORY_CODES.flatMap((code) => MESSAGES[code].map(([, , text]) => ({ code, text })));
  const agreed = said.filter(({ code, text }) => {
    const { category, secondary } = model.judge(text);
    return category === code || secondary.includes(code);
  });
  expect(agreed.length / said.length).toBeGreaterThan(0.8);
});
