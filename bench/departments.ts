import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { trustAbove, unitFigures } from '../classify/department/learned/calibrate.ts';
import { historyOf, type DispatchedOrder } from '../classify/department/learned/history.ts';
import { trainUnits, unitScores } from '../classify/department/learned/train.ts';
import { countOrder } from '../classify/department/learned/vector.ts';
import type { HeldBack } from '../classify/single/choose.ts';
import { temperatureOf } from '../classify/single/temperature.ts';
import { readOrders } from '../ingest/hotline/read.ts';

const ORDERS = fileURLToPath(new URL('../../shared/data/haikou12345/orders.csv', import.meta.url));
/** 请工商局核实处理: the call-taker, and often the citizen, names who should act. */
const REQUEST = /请[^请,\uff0c。!\uff01]{0,30}?(?:核实|处理|核查|查实|查处|协调|解决)[^,\uff0c。!\uff01)\uff09]{0,10}[!\uff01。]?|[(\uff08]请职能局[^)\uff09]*[)\uff09]/g;
const [THEN, NOW] = ['2018-05-31', '2026-11-24'];
const HELD = 0.2;

interface Told extends DispatchedOrder {
  whole: string;
}

/** How well the Haikou orders of 2018 teach who answers: earlier four fifths → latest fifth, by what is known and under which names. */
export async function run(): Promise<void> {
  if (!existsSync(ORDERS)) return console.warn(`没有 ${ORDERS}:测不了`);
  const orders: Told[] = [];
  for await (const event of readOrders(ORDERS, { map: new Map(), receivedAt: null, now: new Date(NOW) })) {
    if (event.type !== 'item' || event.item.mainUnit === null) continue;
    const { body, ownWords, categoryPath, mainUnit, publishedAt } = event.item;
    orders.push({ text: ownWords ?? body, whole: body, categoryPath, unit: mainUnit, at: publishedAt });
  }
  const path = (o: Told) => o;
  const noPath = (o: Told) => ({ ...o, categoryPath: [] });
  const bare = (o: Told) => ({ ...o, text: o.text.replace(REQUEST, '') });
  for (const [names, day] of [['2018 年的名称', THEN], ['今天的名称', NOW]] as const) {
    measure(`${names};本人原话`, orders.map(noPath), day);
    measure(`${names};本人原话,加来源类别`, orders.map(path), day);
    measure(`${names};本人原话去掉“请某局核实处理”`, orders.map(noPath).map((o) => bare(o)), day);
    measure(`${names};同上,加来源类别`, orders.map(bare), day);
    measure(`${names};连同单位答复(泄漏,仅供对照)`, orders.map((o) => ({ ...noPath(o), text: o.whole })), day);
  }
}

function measure(what: string, orders: readonly DispatchedOrder[], day: string): void {
  const started = performance.now();
  const { orders: kept, units } = historyOf(orders, day);
  const cut = Math.floor(kept.length * (1 - HELD));
  const counted = kept.map((o) => countOrder(o.text, o.categoryPath));
  const trained = trainUnits(counted.slice(0, cut), kept.slice(0, cut).map((o) => o.unit), units.length, 1);
  const unseen: HeldBack[] = counted.slice(cut).map((c, k) => ({ scores: unitScores(trained, c), label: kept[cut + k]!.unit }));
  const tuning = unseen.filter((_, k) => k % 2 === 0);
  const temperature = temperatureOf(tuning);
  const threshold = trustAbove(tuning, temperature);
  const { n, accuracy, macroF1 } = unitFigures(unseen, temperature, threshold);
  const { proposed } = unitFigures(unseen.filter((_, k) => k % 2 === 1), temperature, threshold);
  console.log(`${what}:${units.length} 个单位,测 ${n} 件,准确率 ${accuracy.toFixed(4)},宏平均F1 ${macroF1.toFixed(3)};`
    + `提出建议 ${(100 * proposed.share).toFixed(1)}%,其中正确 ${(100 * proposed.accuracy).toFixed(1)}%;${((performance.now() - started) / 1_000).toFixed(0)} 秒`);
}
