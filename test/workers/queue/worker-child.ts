/**
 * A process that takes one job and never finishes it: `node --import tsx worker-child.ts OPTIONS STAGE`
 * (options as JSON) prints `active ID` when it has it.
 */
import { openQueues } from '../../../workers/queue/open.ts';
import { quietLog } from './quiet-log.ts';

const [options = '{}', stage = ''] = process.argv.slice(2);
const queues = await openQueues({ ...JSON.parse(options), log: quietLog });
await queues.work(stage, { concurrency: 1 }, async (job) => {
  process.stdout.write(`active ${job.id}\n`);
  await new Promise(() => setInterval(() => {}, 1_000));
});
