import { createHmac, timingSafeEqual } from 'node:crypto';

/** The two headers a call is signed by; names in lower case, as Node hands them over. */
export const TIMESTAMP_HEADER = 'x-yuqing-timestamp';
export const SIGNATURE_HEADER = 'x-yuqing-signature';

const SIGNATURE = /^v1=([0-9a-f]{64})$/i;
const SECONDS = /^\d{1,12}$/;

/**
 * What a call must carry: HMAC-SHA256 over `timestamp + "." + body`, byte for byte as sent.
 *
 * @param timestamp seconds since 1970, as it stands in the header
 * @example signBody('geheim', '1795516200', Buffer.from('{}')) // → 'v1=…64 hex digits…'
 */
export const signBody = (secret: string, timestamp: string, body: Uint8Array): string => `v1=${digest(secret, timestamp, body).toString('hex')}`;

const digest = (secret: string, timestamp: string, body: Uint8Array): Buffer => createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest();

/** Against what a call is held whose source has no key: the work is the same, the answer always no. */
const NO_KEY = 'no key';

export interface SignedCall {
  timestamp: string | undefined;
  signature: string | undefined;
  body: Uint8Array;
}

/**
 * Whether the caller holds the key, and then whether the call is of this moment. A wrong signature is always `wrong`,
 * whatever its time: who does not hold the key learns nothing.
 *
 * @param secret null where there is no such source, or none with a key; as much time is spent
 */
export function checkSignature(call: SignedCall, secret: string | null, now: Date, windowSeconds: number): 'good' | 'wrong' | 'stale' {
  const given = SIGNATURE.exec(call.signature ?? '')?.[1];
  const timestamp = SECONDS.test(call.timestamp ?? '') ? call.timestamp! : null;
  const wanted = digest(secret ?? NO_KEY, timestamp ?? '', call.body);
  const same = timingSafeEqual(wanted, given === undefined ? Buffer.alloc(wanted.length) : Buffer.from(given, 'hex'));
  if (!same || given === undefined || timestamp === null || secret === null || secret === '') return 'wrong';
  return Math.abs(now.getTime() / 1_000 - Number(timestamp)) <= windowSeconds ? 'good' : 'stale';
}
