/** Weights as they are kept: one row per feature, one column per label, int8 with a scale per column. */
export interface Table {
  /** Rows of the dictionary that stay, in order. */
  kept: Int32Array;
  rows: Int8Array;
  scale: number[];
  bias: number[];
}

/** Cells that a model keeps at most, 12 MB: the features that decide least go. */
const MOST_CELLS = 12_000_000;
/** A weight beyond so many root mean squares of its column is cut there: one outlier must not coarsen the others. */
const CLIP = 24;

/**
 * Gathers weights label by label (learn.ts) as int8, then lets go of the features that decide least, measured by what
 * they add to a score and how often they stand in a text (√df, from idf = ln(N / df) + 1).
 */
export function tableOf(columns: Iterable<Float32Array>, labels: number, idf: Float32Array): Table {
  const features = idf.length;
  const all = new Int8Array(features * labels);
  const strength = new Float32Array(features);
  const scale: number[] = [];
  const bias: number[] = [];
  let label = 0;
  for (const weights of columns) {
    const spread = Math.sqrt(weights.subarray(0, features).reduce((sum, w) => sum + w * w, 0) / Math.max(features, 1)) || 1;
    let largest = 0;
    for (let f = 0; f < features; f += 1) largest = Math.max(largest, Math.abs(weights[f]!));
    const unit = largest > 0 ? Math.min(largest, spread * CLIP) / 127 : 1;
    for (let f = 0; f < features; f += 1) {
      all[f * labels + label] = Math.max(-127, Math.min(127, Math.round(weights[f]! / unit)));
      strength[f] = Math.max(strength[f]!, (Math.abs(weights[f]!) / spread) * idf[f]! * Math.exp(-idf[f]! / 2));
    }
    scale.push(unit);
    bias.push(weights[features]!);
    label += 1;
  }
  const most = Math.max(1_000, Math.floor(MOST_CELLS / labels));
  const kept = Int32Array.from(strength.keys()).sort((a, b) => strength[b]! - strength[a]! || a - b).subarray(0, most).sort();
  const rows = new Int8Array(kept.length * labels);
  kept.forEach((f, k) => rows.set(all.subarray(f * labels, (f + 1) * labels), k * labels));
  return { kept, rows, scale, bias };
}
