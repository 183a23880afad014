/**
 * A process of ours that uses the embedded server, for tests:
 * `node --import tsx embedded-child.ts DIR` prints `{"url":…,"joined":…}` and obeys its stdin:
 * `stop` stops in order, `exit` leaves by process.exit() at once, the end of stdin stops too.
 */
import { createInterface } from 'node:readline';
import { startEmbedded } from '../../db/embedded/server.ts';
import { errorText } from '../../model/errors.ts';

const [dataDir = ''] = process.argv.slice(2);
try {
  const server = await startEmbedded({ dataDir });
  process.stdout.write(`${JSON.stringify({ url: server.url, joined: server.joined })}\n`);
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === 'exit') process.exit(0);
    if (line === 'stop') break;
  }
  await server.stop();
  process.exit(0);
} catch (error) {
  process.stdout.write(`${JSON.stringify({ error: errorText(error) })}\n`);
  process.exit(1);
}
