import type { HeadName } from '../heads.ts';

/** One text to learn from. A label is an index into its head, or -1 where nobody labelled that. */
export interface Example {
  text: string;
  labels: Record<HeadName, number>;
  /** A teacher's probabilities of the categories, where there are some: targets as they are. */
  soft?: Float32Array;
  flags: number[] | null;
  weight: number;
}
