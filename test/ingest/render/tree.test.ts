import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { treeOf } from '../../../ingest/render/tree.ts';
import { until } from '../../support/wait.ts';

describe.skipIf(process.platform !== 'linux')('the processes of a group', () => {
  it.each(['linux', 'darwin'] as const)('are found with their memory, as on %s', async (platform) => {
    const leader = spawn('sh', ['-c', '"$0" -e "globalThis.held = Buffer.alloc(1e8, 1); process.stdout.write(\'up\'); setInterval(() => {}, 1e6)" -- --type=renderer & wait', process.execPath], { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      await once(leader.stdout, 'data');
      const members = await treeOf(leader.pid ?? 0, platform);
      expect(members).toHaveLength(2);
      const child = members.find((member) => member.pid !== leader.pid);
      expect(child).toMatchObject({ renderer: true });
      expect(child?.bytes).toBeGreaterThan(1e8);
    } finally {
      process.kill(-(leader.pid ?? 0), 'SIGKILL');
    }
    await until('all to be gone', async () => (await treeOf(leader.pid ?? 0, platform)).length === 0);
  });

  it('are none where we cannot look', async () => {
    expect(await treeOf(process.pid, 'win32')).toEqual([]);
  });
});
