import { hostname } from 'node:os';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sayAlive, sayGoodbye } from '../../db/workers.ts';
import type { ProcessRole } from '../../model/index.ts';
import { standIn } from '../../workers/stand-in.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { until } from '../support/wait.ts';
import { quietLog } from './queue/quiet-log.ts';

let t: TestDb;
let served: ProcessRole[][];
let stopped: number;
let standing: { stop(): Promise<void> } | null;
beforeAll(async () => { t = await createTestDb(); });
beforeEach(async () => {
  await t.db.deleteFrom('worker').execute();
  served = [];
  stopped = 0;
  standing = null;
});
afterEach(() => standing?.stop());
afterAll(() => t.close());

const worker = (roles: ProcessRole[], pid = process.pid, host = hostname()) => ({ id: randomUUID(), host, pid, roles });
const stand = async () => {
  standing = await standIn(t.db, ['classify', 'respond'], async (roles) => {
    served.push([...roles]);
    return { stop: async () => { stopped += 1; } };
  }, quietLog, 20);
};

describe('standIn', () => {
  it('serves what nobody serves, and stops it', async () => {
    await sayAlive(t.db, worker(['respond', 'web']));
    await stand();
    expect(served).toEqual([['classify']]);
    await standing!.stop();
    expect(stopped).toBe(1);
  });

  it('takes over when the one who served goes away', async () => {
    const other = worker(['classify', 'respond']);
    await sayAlive(t.db, other);
    await stand();
    expect(served).toEqual([]);
    await sayGoodbye(t.db, other.id);
    await until('it to stand in', () => served.length > 0);
    expect(served).toEqual([['classify', 'respond']]);
  });

  it('does not wait for a process of this machine that was killed a moment ago', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    await sayAlive(t.db, worker(['classify', 'respond'], pid));
    await stand();
    expect(served).toEqual([['classify', 'respond']]);
  });

  it('believes the sign of life of another machine', async () => {
    await sayAlive(t.db, worker(['classify', 'respond'], 1, 'another-machine'));
    await stand();
    expect(served).toEqual([]);
  });
});
