import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { consoleChannel } from '../../../respond/delivery/console-channel.ts';
import { HOSTILE_SUBJECT, letter } from './letters.ts';

it('prints one line that cannot steer a terminal, and waits for a slow stream', async () => {
  const written: string[] = [];
  const slow = new Writable({ highWaterMark: 1, write(chunk: Buffer, _encoding, done) { written.push(chunk.toString()); setImmediate(done); } });
  const channel = consoleChannel(slow);
  await channel.send(letter());
  await channel.send(letter({ subject: HOSTILE_SUBJECT, recipient: '乙\n丙' }));
  expect(written).toEqual([
    '2026-11-23 08:00 [weekly] 张市长:【舆情周报】2026年第47周：有效舆情214件，超期未办3项\n',
    '2026-11-23 08:00 [weekly] 乙 丙:停水 Bcc: all@evil.example <script>alert(1)</script> [2J\n',
  ]);
});
