import { describe, expect, it } from 'vitest';
import { checkSignature, signBody } from '../../../ingest/webhook/signature.ts';

const NOW = new Date('2026-11-24T10:30:00Z');
const at = (seconds: number) => String(NOW.getTime() / 1_000 + seconds);
const body = Buffer.from('{"body":"路灯不亮"}');
const call = (timestamp: string, over: { signature?: string | undefined; body?: Uint8Array } = {}) => ({ timestamp, signature: signBody('k1', timestamp, body), body, ...over });
const check = (c: Parameters<typeof checkSignature>[0], secret: string | null = 'k1') => checkSignature(c, secret, NOW, 300);

describe('checkSignature', () => {
  it('agrees with openssl: printf "1795516200.{}" | openssl dgst -sha256 -hmac geheim', () => {
    expect(signBody('geheim', '1795516200', Buffer.from('{}'))).toBe('v1=c9f6886fd687028eacbfda081e25be76037070df419572e64828cae445facb9e');
  });

  it('takes what is signed with the key, within the window either way, in either case of letters', () => {
    for (const off of [0, -300, 300]) expect(check(call(at(off)))).toBe('good');
    expect(check(call(at(0), { signature: signBody('k1', at(0), body).toUpperCase().replace('V1', 'v1') }))).toBe('good');
  });

  it('tells the time only to who holds the key', () => {
    for (const off of [-301, 301, -9e8]) {
      expect(check(call(at(off)))).toBe('stale');
      expect(check(call(at(off)), 'k2')).toBe('wrong');
    }
  });

  it.each<[string, Parameters<typeof checkSignature>[0]]>([
    ['another body', call(at(0), { body: Buffer.from('{"body":"路灯不亮" }') })],
    ['another time', { ...call(at(0)), timestamp: at(1) }],
    ['no signature', { ...call(at(0)), signature: undefined }],
    ['no time', { timestamp: undefined, signature: signBody('k1', '', body), body }],
    ['a time that is none', call('1e9')],
    ['a time with spaces', call(` ${at(0)}`)],
    ['no version', call(at(0), { signature: signBody('k1', at(0), body).slice(3) })],
    ['another version', call(at(0), { signature: signBody('k1', at(0), body).replace('v1', 'v2') })],
    ['a cut signature', call(at(0), { signature: signBody('k1', at(0), body).slice(0, -2) })],
    ['two of them, as Node joins repeated headers', call(at(0), { signature: `${signBody('k1', at(0), body)}, ${signBody('k1', at(0), body)}` })],
  ])('%s is wrong', (_what, c) => {
    expect(check(c)).toBe('wrong');
  });

  it('no key opens nothing, whatever it is signed with', () => {
    for (const secret of ['', 'no key', 'k1']) expect(check({ ...call(at(0)), signature: signBody(secret, at(0), body) }, null)).toBe('wrong');
    expect(check({ ...call(at(0)), signature: signBody('', at(0), body) }, '')).toBe('wrong');
  });
});
