import type { Matter } from './matter.ts';

/**
 * A matter as bytes, and back exactly: uint32 lengths of four lists, then size, first and last as float64, features as
 * int32 with their float32 sums, placed features as int32, kinds as float32, places as JSON in UTF-8.
 */
export function packMatter(matter: Matter): Buffer {
  const places = Buffer.from(JSON.stringify([...matter.places]), 'utf8');
  const parts: (Uint32Array | Float64Array | Int32Array | Float32Array)[] = [
    Uint32Array.of(matter.sum.size, matter.placed.size, matter.kind.length, places.length),
    Float64Array.of(matter.size, matter.firstAt, matter.lastAt),
    Int32Array.from(matter.sum.keys()), Float32Array.from(matter.sum.values()), Int32Array.from(matter.placed), matter.kind,
  ];
  return Buffer.concat([...parts.map((a) => Buffer.from(a.buffer, a.byteOffset, a.byteLength)), places]);
}

/** The matter of `packMatter`. */
export function unpackMatter(id: number, bytes: Uint8Array): Matter {
  // A copy, because bytes from a pool need not be aligned.
  const whole = new Uint8Array(bytes).buffer;
  const [features, placed, kinds, placesLength] = new Uint32Array(whole, 0, 4) as unknown as [number, number, number, number];
  const [size, firstAt, lastAt] = new Float64Array(whole, 16, 3) as unknown as [number, number, number];
  let at = 40;
  const take = <T>(make: new (buffer: ArrayBuffer, offset: number, length: number) => T, n: number): T => {
    const part = new make(whole, at, n);
    at += 4 * n;
    return part;
  };
  const ids = take(Int32Array, features);
  const values = take(Float32Array, features);
  const placedIds = take(Int32Array, placed);
  const kind = take(Float32Array, kinds).slice();
  const places = JSON.parse(Buffer.from(whole, at, placesLength).toString('utf8')) as [string, number][];
  return { id, size, firstAt, lastAt, sum: new Map(Array.from(ids, (feature, k) => [feature, values[k]!])), placed: new Set(placedIds), places: new Map(places), kind };
}

/** A trail as bytes: int32 each; two thousand million matters of a profile are more than it lives to see. */
export const packTrail = (matters: readonly number[]): Buffer => Buffer.from(Int32Array.from(matters).buffer);

/** The trail of `packTrail`. */
export const unpackTrail = (bytes: Uint8Array): number[] => Array.from(new Int32Array(new Uint8Array(bytes).buffer));
