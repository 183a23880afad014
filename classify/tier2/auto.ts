import { breathe, type Judge, type JudgeInput, type TieredVerdict } from '../judge.ts';
import { judgedText, type Model, type Revision } from '../model.ts';
import { lookAgain } from './look-again.ts';
import { blend, certainty, type Mix } from './mix.ts';
import type { Tier2 } from './tier2.ts';

/**
 * Tier 1 judges all; what it is least sure of is judged again by tier 2, and the two are mixed (mix.ts).
 *
 * @param tier2 opens the transformer, called by the first text that needs it
 * @param always ask tier 2 alone about every text
 */
export function mixedJudge(model: Model, mix: Mix, tier2: () => Promise<Tier2>, always = false): Judge {
  let opened: Promise<Tier2> | undefined;
  const withTier2 = async <T>(act: (open: Tier2) => Promise<T>): Promise<T> => {
    opened ??= tier2();
    try {
      return await act(await opened);
    } catch (error) {
      // A thread that died is started anew by the next try.
      opened = undefined;
      throw error;
    }
  };
  const { calibration } = model;
  const sure: Revision = (columns) => ({ columns, calibration: { ...calibration, reviewBelow: mix.mixed.reviewBelow } });

  const alone = async (input: JudgeInput): Promise<TieredVerdict> => {
    const columns = await withTier2((open) => open.score(judgedText(input.text, input.title)));
    return { ...model.judge(input.text, input, () => ({ columns, calibration: mix.alone })), tier: 2 };
  };
  const mixed = async (input: JudgeInput, columns1: Float32Array): Promise<TieredVerdict> => {
    const whole = judgedText(input.text, input.title);
    const columns = await withTier2(async (open) => {
      const first = await open.score(whole);
      const once = blend(columns1, first, mix.weight, calibration.temperature);
      if (certainty(once, mix.mixed.temperature.category) >= mix.againBelow) return once;
      return blend(columns1, await lookAgain(open.score, whole, first), mix.weight, calibration.temperature);
    });
    // Judged anew and not kept from before: tier 1 reuses its buffers, and others were judged meanwhile.
    return { ...model.judge(input.text, input, () => ({ columns, calibration: mix.mixed })), tier: 2 };
  };

  return {
    name: always ? 'tier2' : mix.name, version: always ? mix.version : `${model.version}+${mix.version}`, idfOf: model.idfOf,
    async judgeAll(inputs) {
      const verdicts: TieredVerdict[] = [];
      for (const input of inputs) {
        const columns = model.scores(input.text, input.title);
        if (columns !== null && always) verdicts.push(await alone(input));
        else if (columns !== null && certainty(columns, calibration.temperature.category) < mix.doubtBelow) verdicts.push(await mixed(input, columns));
        else verdicts.push({ ...model.judge(input.text, input, sure), tier: 1 });
        await breathe(verdicts.length);
      }
      return verdicts;
    },
    warm: () => withTier2(async () => {}),
    async close() {
      const open = await opened?.catch(() => undefined);
      await open?.close();
    },
  };
}
