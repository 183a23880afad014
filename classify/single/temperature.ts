import type { HeldBack } from './choose.ts';

/** Bounds of the search; a model that knows nothing ends near the lower one. */
const [LOWEST, HIGHEST] = [0.05, 40];
const TURNS = 50;

/** The factor on the scores that makes their softmax mean what it says: golden-section search for the least log loss (Guo et al. 2017). */
export function temperatureOf(rows: readonly HeldBack[]): number {
  if (rows.length === 0) return 1;
  const loss = (temperature: number): number => rows.reduce((sum, row) => sum + surprise(row, temperature), 0);
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [Math.log(LOWEST), Math.log(HIGHEST)];
  for (let turn = 0; turn < TURNS; turn += 1) {
    const [a, b] = [high - ratio * (high - low), low + ratio * (high - low)];
    if (loss(Math.exp(a)) < loss(Math.exp(b))) high = b;
    else low = a;
  }
  return Math.round(Math.exp((low + high) / 2) * 1e4) / 1e4;
}

/** Minus the log of the probability of the right label. */
function surprise({ scores, label }: HeldBack, temperature: number): number {
  let sum = 0;
  for (const s of scores) sum += Math.exp(Math.min((s - scores[label]!) * temperature, 700));
  return Math.log(sum);
}
