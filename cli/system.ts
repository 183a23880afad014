import { modelDirs } from '../classify/load.ts';
import { learnNightly } from '../classify/nightly.ts';
import { readWeights } from '../classify/weights-file.ts';
import type { Config } from '../config.ts';
import { createWeb, type Web } from '../ingest/fetch/web.ts';
import { createRenderer } from '../ingest/render/browser.ts';
import { createSeal, readOrMakeKey, type Seal } from '../ingest/seal.ts';
import { systemClock, type Clock, type ProcessRole } from '../model/index.ts';
import { loadCalendar, loadProfile } from '../profiles/load.ts';
import type { ReportRecipient } from '../report/make.ts';
import type { Channel } from '../respond/delivery/channel.ts';
import { consoleChannel } from '../respond/delivery/console-channel.ts';
import { fileChannel } from '../respond/delivery/file-channel.ts';
import { mailChannel } from '../respond/delivery/mail-channel.ts';
import type { Recipient, Recipients } from '../respond/notify.ts';
import { openQueues } from '../workers/queue/open.ts';
import { pipeline, type PipelineParts } from '../workers/pipeline.ts';
import { serve } from '../workers/serve.ts';
import type { Bench, Log } from '../workers/stage.ts';
import { join } from 'node:path';
import { lazyJudge } from './judge.ts';
import { openDatabase, type OpenDatabase } from './open.ts';

/** The opened house: database, parts and pipeline of one process. Everything is handed down from here. */
export interface System {
  database: OpenDatabase;
  bench: Bench;
  parts: PipelineParts;
  seal: Seal;
  /** Serves roles in this process; call the returned `stop` before `close`. */
  serve(roles: readonly ProcessRole[]): Promise<{ stop(): Promise<void> }>;
  close(): Promise<void>;
}

export async function openSystem(config: Config, log: Log, clock: Clock = systemClock): Promise<System> {
  loadProfile(config.profile); // a misspelt one is told now, not when the first report is due
  const database = await openDatabase(config);
  try {
    const seal = createSeal(config.key ?? (await readOrMakeKey(config.keyFile)));
    const calendar = loadCalendar();
    const judge = lazyJudge(config, database.db, log);
    const bench: Bench = { db: database.db, clock, log };
    const channels: Channel[] = [
      fileChannel(noticeDir(config), config.mailFrom), consoleChannel(process.stderr),
      ...(config.smtpUrl === undefined ? [] : [mailChannel({ url: config.smtpUrl, from: config.mailFrom })]),
    ];
    const parts: PipelineParts = {
      judge: () => judge.get(),
      learn: () => learnNightly(database.db, () => readWeights(modelDirs(config.modelDir).tier1)),
      calendar, seal, channels,
      web: webOf(config),
      recipients: recipientsOf(config),
      report: { recipients: reportRecipients(config) },
    };
    return {
      database, bench, parts, seal,
      async serve(roles) {
        if (roles.includes('classify')) judge.check();
        const queues = await openQueues({ databaseUrl: database.url, redisUrl: config.redisUrl, log });
        const stopping = new AbortController();
        const line = pipeline(bench, { ...parts, stopping: stopping.signal });
        const serving = await serve(bench, { databaseUrl: database.url, queues, ...line, roles }).catch(async (error: unknown) => {
          await queues.close();
          throw error;
        });
        return {
          async stop() {
            stopping.abort();
            await serving.stop();
            await queues.close();
          },
        };
      },
      async close() {
        for (const channel of channels) channel.close?.();
        await parts.web.close();
        await judge.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The way out, with the system's Chromium for the sources that ask for it. */
export function webOf(config: Config): Web {
  return createWeb({ renderer: () => createRenderer(config.chromium === undefined ? {} : { executablePath: config.chromium }) });
}

/** Until units have mail addresses of their own (the desk's settings), their notices are kept as files. */
function recipientsOf(config: Config): Recipients {
  const byFile: Recipient['via'] = [{ channel: 'file', address: null }];
  return {
    desk: { name: '舆情值班', via: [...byFile, ...(config.smtpUrl ? config.reportTo.slice(0, 1) : []).map((address) => ({ channel: 'mail' as const, address }))] },
    unit: (name) => ({ name, via: byFile }),
  };
}

/** The report is kept as a file always, and goes by mail to everybody named, each by themselves. */
function reportRecipients(config: Config): ReportRecipient[] {
  const mails = config.smtpUrl ? config.reportTo.map((address) => ({ name: address, channel: 'mail' as const, address })) : [];
  return [{ name: '领导', channel: 'file', address: null }, ...mails];
}

/** Where notices that go to files are written, one mail file each. */
export const noticeDir = (config: Config): string => join(config.dataDir, 'notices');
