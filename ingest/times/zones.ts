/** RFC 822 names and those seen in feeds, in minutes east of UTC. Bare American letters (ET, PT) mean standard time. */
const NAMED = new Map(Object.entries({
  z: 0, ut: 0, utc: 0, gmt: 0, 'etc/gmt': 0, 'etc/utc': 0, wet: 0, west: 60,
  bst: 60, cet: 60, cest: 120, met: 60, mest: 120, mez: 60, mesz: 120, eet: 120, eest: 180, msk: 180, msd: 240, ist: 330,
  hkt: 480, sgt: 480, awst: 480, bjt: 480, jst: 540, kst: 540, acst: 570, aest: 600, aedt: 660, nzst: 720, nzdt: 780,
  at: -240, ast: -240, adt: -180, et: -300, est: -300, edt: -240, ct: -360, cst: -360, cdt: -300, mt: -420, mst: -420, mdt: -360,
  pt: -480, pst: -480, pdt: -420, akst: -540, akdt: -480, hst: -600, nst: -210, ndt: -150,
}));

/** China's own zone; a time without a zone is read in it (miniflux/v2#1906). */
export const SHANGHAI_MINUTES = 480;

/** A zone in minutes east of UTC, or, for `America/Los_Angeles`, a function of the wall-clock time there. */
export type Zone = number | ((wall: number) => number);

/**
 * `+0800`, `-08:00`, `GMT+8`, `UTC-07:00`, `EST`, `Europe/Brussels`. An offset beyond −12:00…+14:00 does not exist on
 * earth and counts as none (0); minutes beyond 59 are no offset at all.
 *
 * @returns null when the text names no zone
 */
export function parseZone(text: string): Zone | null {
  const zone = text.trim().toLowerCase();
  const named = NAMED.get(zone);
  if (named !== undefined) return named;
  const offset = /^(?:gmt|utc|ut|z)?([+-])(\d{1,2})(?::?(\d\d))?$/.exec(zone);
  if (offset) return fromParts(offset[1] === '-' ? -1 : 1, Number(offset[2]), Number(offset[3] ?? 0));
  return /^[a-z_]+(?:\/[a-z_+-]+)+$/.test(zone) ? ianaZone(zone) : null;
}

function fromParts(sign: 1 | -1, hours: number, minutes: number): number | null {
  if (minutes > 59) return null;
  const total = sign * (hours * 60 + minutes);
  return total < -720 || total > 840 ? 0 : total;
}

/** Two looks, because the offset belongs to the instant and we only know the wall clock. */
function ianaZone(name: string): Zone | null {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  } catch {
    return null;
  }
  const minutesAt = (instant: number) => {
    const label = format.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? '';
    const parts = /([+-])(\d\d):(\d\d)/.exec(label);
    return parts ? (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3])) : 0;
  };
  return (wall) => minutesAt(wall - minutesAt(wall) * 60_000);
}
