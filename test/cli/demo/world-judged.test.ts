import { expect, it } from 'vitest';
import { loadModel } from '../../../classify/model.ts';
import { signature } from '../../../classify/signature.ts';
import { JOIN } from '../../../classify/topics/group.ts';
import { MESSAGES } from '../../../cli/demo/world-messages.ts';
import { makeWorld } from '../../../cli/demo/world.ts';
import { CATEGORY_CODES } from '../../../model/index.ts';
import { loadProfile } from '../../../profiles/load.ts';
import { alertRule, levelReached } from '../../../respond/alerts.ts';
import { feedOf, moment, ordersOf } from './told.ts';

const model = loadModel();
/** What the demo's jurisdiction inherits: blue from 5 on, orange from 20, red from 50 in 24 hours. */
const RULE = alertRule(loadProfile('yangzhou-2018').profile)!;

interface Told {
  at: Date;
  text: string;
  words: Map<string, number>;
}

/** Enough distinctive words in common, as grouping asks for. */
function alike(a: Told, b: Told): boolean {
  const shared = [...a.words].filter(([word]) => b.words.has(word));
  return shared.length >= 3 && shared.reduce((sum, [word, weight]) => sum + weight * (b.words.get(word) ?? 0), 0) >= JOIN.score;
}

/** All that hangs together with the first item through others that are alike. */
function company(first: Told, all: Told[]): Told[] {
  const found = new Set([first]);
  for (const one of found) for (const other of all) if (alike(one, other)) found.add(other);
  return [...found];
}

it.each(['2026-11-24T02:00:00Z', '2026-03-05T16:20:00Z', '2025-10-20T15:50:00Z'])('at %s the rising matter hangs together by its words, without strangers, and reaches 橙', (at) => {
  const world = makeWorld({ now: new Date(at) });
  const told = [
    ...ordersOf(world).map((row) => ({ at: moment(row[1]), text: String(row[3]).replaceAll('_x000D_', '') })),
    ...feedOf(world).items.map((item) => ({ at: item.at, text: `${item.title}\n${item.body}` })),
  ].flatMap(({ at: when, text }) => (when ? [{ at: when, text, words: new Map(signature(text, model).map((s) => [s.word, s.weight])) }] : []));
  const ofEvent = /第三小学|穗香园/;
  const first = told.find((one) => ofEvent.test(one.text))!;
  const together = company(first, told);
  expect(together.length).toBeGreaterThanOrEqual(25);
  expect(together.filter((one) => !ofEvent.test(one.text)).map((one) => one.text)).toEqual([]);
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
