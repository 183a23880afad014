import { it } from 'vitest';
import { weeklyPreview } from '../../cli/report.ts';
import { createTestDb } from '../support/database.ts';
import { fillWorld, NOW, PROFILE } from './world.ts';
it('scratch', async () => {
  const t = await createTestDb();
  try {
    console.log(await weeklyPreview(t.db, { now: NOW, outDir: '/tmp/rv/empty', profileId: PROFILE }));
    await fillWorld(t.db);
    console.log(await weeklyPreview(t.db, { now: NOW, outDir: '/tmp/rv/full', profileId: PROFILE }));
    console.log(await weeklyPreview(t.db, { now: new Date('2026-11-19T15:20:00+08:00'), weekId: '2026-W47', outDir: '/tmp/rv/part' }));
  } finally { await t.close(); }
});
