/** By feature, the matters that an item with it among its heaviest has joined, the latest at the end. */
export type Trails = Map<number, number[]>;

/** Of a feature that everybody uses only the latest bearers are found: the cost per item stays flat. */
const MOST_BEARERS = 32;

export function leaveTrail(trails: Trails, feature: number, matter: number): void {
  const bearers = trails.get(feature);
  if (!bearers) {
    trails.set(feature, [matter]);
    return;
  }
  const there = bearers.indexOf(matter);
  if (there >= 0) bearers.splice(there, 1);
  bearers.push(matter);
  if (bearers.length > MOST_BEARERS) bearers.shift();
}

/** The matter that this one is part of by now. */
export function matterOf(into: ReadonlyMap<number, number>, id: number): number {
  let at = id;
  for (let next = into.get(at); next !== undefined; next = into.get(at)) at = next;
  return at;
}
