import { breathe, type Judge, type JudgeInput, type TieredVerdict } from '../judge.ts';
import { judgedText, type Model, type Revision } from '../model.ts';
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

  const second = async (input: JudgeInput, columns1: Float32Array): Promise<TieredVerdict> => {
    const columns2 = await withTier2((open) => open.score(judgedText(input.text, input.title)));
    const revised = always
      ? { columns: columns2, calibration: mix.alone }
      : { columns: blend(columns1, columns2, mix.weight, calibration.temperature), calibration: mix.mixed };
    return { ...model.judge(input.text, input, () => revised), tier: 2 };
  };

  return {
    name: always ? 'tier2' : mix.name, version: always ? mix.version : `${model.version}+${mix.version}`, idfOf: model.idfOf, reader: model,
    async judgeAll(inputs) {
      const verdicts: TieredVerdict[] = [];
      for (const input of inputs) {
        const columns = model.scores(input.text, input.title);
        const doubted = columns !== null && (always || certainty(columns, calibration.temperature.category) < mix.doubtBelow);
        verdicts.push(doubted ? await second(input, columns) : { ...model.judge(input.text, input, sure), tier: 1 });
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
