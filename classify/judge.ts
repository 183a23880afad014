import type { RequestType, Verdict } from '../model/index.ts';
import type { Model } from './model.ts';
import type { Reader } from './topics/vector.ts';

/** Which model decided: 1 the linear one alone, 2 the transformer, alone or mixed with it. */
export type Tier = 1 | 2;
export type TieredVerdict = Verdict & { readonly tier: Tier };

export interface JudgeInput {
  readonly text: string;
  readonly title?: string | null;
  /** The type the source system had written down: it wins. */
  readonly givenType?: RequestType | null;
}

/** What the line asks of whoever judges: one tier or several. */
export interface Judge {
  /** With `version` it names the maker of a verdict: another version judges anew. */
  readonly name: string;
  readonly version: string;
  /** Verdicts in the order of the inputs. The event loop is let in now and then. */
  judgeAll(inputs: readonly JudgeInput[]): Promise<TieredVerdict[]>;
  /** Inverse document frequency of a word, null for one that tier 1 does not know. */
  idfOf(word: string): number | null;
  /** Tier 1 as the grouping into topics reads texts with it: the same whoever judges. */
  readonly reader: Reader;
  /** Loads what the first text would load. */
  warm(): Promise<void>;
  close(): Promise<void>;
}

/** A batch must not hold the event loop for its whole length: the live feed shares it. */
const BREATH = 50;

/** Lets the event loop in before every fiftieth text. */
export async function breathe(done: number): Promise<void> {
  if (done % BREATH === BREATH - 1) await new Promise((resolve) => { setImmediate(resolve); });
}

/** Tier 1 alone. */
export function tier1Judge(model: Model): Judge {
  return {
    name: model.name, version: model.version, idfOf: model.idfOf, reader: model,
    async judgeAll(inputs) {
      const verdicts: TieredVerdict[] = [];
      for (const input of inputs) {
        verdicts.push({ ...model.judge(input.text, input), tier: 1 });
        await breathe(verdicts.length);
      }
      return verdicts;
    },
    async warm() {},
    async close() {},
  };
}
