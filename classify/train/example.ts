import type { Flag } from '../../model/index.ts';
import type { HeadName } from '../heads.ts';

/** One text to learn from. A label is an index into its head, or -1 where nobody labelled that. */
export interface Example {
  text: string;
  labels: Record<HeadName, number>;
  /** A teacher's probabilities of the categories, where there are some: targets as they are. */
  soft?: Float32Array;
  flags: number[] | null;
  /** Flags that another source tells, on rows our annotators did not flag: `{谣言嫌疑: 1}`. */
  told?: Partial<Record<Flag, 0 | 1>>;
  weight: number;
}
