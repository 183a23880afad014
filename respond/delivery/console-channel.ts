import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { shanghaiText } from '../../model/index.ts';
import { oneLine, type Channel } from './channel.ts';

/** Prints one line per letter: `2026-11-23 08:00 [weekly] 张市长:【舆情周报】…`. What people wrote cannot steer a terminal. */
export function consoleChannel(stream: Writable): Channel {
  return {
    name: 'console',
    async send(letter) {
      const line = `${shanghaiText(letter.createdAt)} [${oneLine(letter.kind)}] ${oneLine(letter.recipient)}:${oneLine(letter.subject)}\n`;
      if (!stream.write(line)) await once(stream, 'drain');
    },
  };
}
