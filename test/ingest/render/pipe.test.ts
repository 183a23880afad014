import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_MESSAGE } from '../../../ingest/render/limits.ts';
import { BrowserGone, connect, type BrowserEvent } from '../../../ingest/render/pipe.ts';

function make() {
  const from = new PassThrough();
  const to = new PassThrough();
  const ends: BrowserGone[] = [];
  return { from, to, ends, connection: connect(from, to, (gone) => ends.push(gone)) };
}
const say = (message: unknown) => `${JSON.stringify(message)}\0`;

describe('the pipe to the browser', () => {
  it('an answer goes to who asked, an error as one, an event to who listens for its session', async () => {
    const { from, to, connection } = make();
    const heard: BrowserEvent[] = [];
    const stop = connection.listen('s1', (event) => heard.push(event));
    const first = connection.send('A.a', { 词: '停水' });
    const second = connection.send('B.b', {}, 's1');
    expect(String(to.read())).toBe(say({ id: 1, method: 'A.a', params: { 词: '停水' } }) + say({ id: 2, method: 'B.b', params: {}, sessionId: 's1' }));
    from.write(say({ id: 2, error: { message: 'no such page' } }) + say({ method: 'C.c', params: {}, sessionId: 's1' }) + say({ method: 'C.c', params: {}, sessionId: 's2' }) + say({ id: 99, result: {} }));
    from.write(say({ id: 1, result: { got: 1 } }));
    await expect(second).rejects.toThrow('no such page');
    expect(await first).toEqual({ got: 1 });
    expect(heard).toHaveLength(1);
    stop();
    const last = connection.send('D.d');
    from.write(say({ method: 'C.c', params: {}, sessionId: 's1' }) + say({ id: 3, result: {} }));
    await last;
    expect(heard).toHaveLength(1);
  });

  it('messages are the same, however the bytes were cut', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { minLength: 1, maxLength: 8 }), fc.array(fc.nat(60), { maxLength: 20 }), async (texts, cuts) => {
      const { from, connection } = make();
      const heard: unknown[] = [];
      connection.listen(undefined, ({ params }) => heard.push(params['text']));
      let rest = Buffer.from(texts.map((text) => say({ method: 'T.t', params: { text } })).join(''));
      for (const cut of cuts) {
        from.write(rest.subarray(0, cut));
        rest = rest.subarray(cut);
      }
      from.end(rest);
      await new Promise((resolve) => from.once('close', resolve));
      expect(heard).toEqual(texts);
    }));
  });

  it('when it closes, all that wait and all that come are told, and its end is told once', async () => {
    const { from, to, ends, connection } = make();
    const waiting = connection.send('A.a');
    from.destroy();
    await expect(waiting).rejects.toBeInstanceOf(BrowserGone);
    await expect(connection.send('B.b')).rejects.toBeInstanceOf(BrowserGone);
    to.destroy(new Error('EPIPE'));
    connection.end('again');
    expect(ends).toHaveLength(1);
  });

  it('a message that does not end is not kept', async () => {
    const { from, ends, connection } = make();
    const waiting = connection.send('A.a');
    const block = Buffer.alloc(8 * 1_048_576, 'x');
    for (let sent = 0; sent <= MOST_MESSAGE; sent += block.length) from.write(block);
    await expect(waiting).rejects.toThrow('message too long');
    expect(ends).toHaveLength(1);
  });

  it('words that are no message end it too, rather than the process', async () => {
    const { from, ends, connection } = make();
    const waiting = connection.send('A.a');
    from.write('DevTools listening\0');
    await expect(waiting).rejects.toBeInstanceOf(BrowserGone);
    expect(ends).toHaveLength(1);
  });
});
