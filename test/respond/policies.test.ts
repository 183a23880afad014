import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { meetDeadlines } from '../../db/deadlines.ts';
import { policyById, policyEcho, policyList } from '../../db/policies.ts';
import { ensureSource } from '../../db/sources.ts';
import { OFFLINE } from '../../ingest/fetch/web.ts';
import { runIngest } from '../../ingest/run.ts';
import { createSeal } from '../../ingest/seal.ts';
import { policyKind } from '../../ingest/sources/policy.ts';
import { escalate } from '../../respond/escalate.ts';
import { openForPolicy } from '../../respond/policies.ts';
import { createTestDb, type TestDb } from '../support/database.ts';
import { at, calendar, receive, recipients } from './world.ts';

const NOTICE = `清河区人民政府办公室关于印发清河区2026年政务公开工作要点的通知
清政办发〔2026〕18号
各镇人民政府、街道办事处,区政府各部门:
现将《清河区2026年政务公开工作要点》印发给你们,请认真贯彻落实。
一、加强政策解读
(一)做好解读材料发布。各部门制定的规范性文件,解读材料与文件同步组织、同步审签、同步部署。(区政府办公室牵头,各部门配合)
(二)编制政策问答。区教育局牵头编制入学政策问答,于2026年12月10日前在区政府网站公开。(区教育局牵头,区融媒体中心配合)
二、回应社会关切
(三)办好区长信箱。对群众反映的问题及时答复。(区信访局)
清河区人民政府办公室
2026年11月20日
`;

let t: TestDb;
let dir: string;
beforeAll(async () => {
  t = await createTestDb();
  dir = await mkdtemp(join(tmpdir(), 'yuqing-policy-'));
});
afterAll(async () => {
  await t.close();
  await rm(dir, { recursive: true });
});

async function bring(text: string, profileId: string, now: Date): Promise<number[]> {
  const file = join(dir, '要点.txt');
  await writeFile(file, text);
  const { id } = await ensureSource(t.db, { name: `政策 ${profileId}`, kind: 'policy', channel: '政策文件', profileId });
  const before = (await t.db.selectFrom('outbox').select('id').where('stage', '=', 'policies').execute()).map((l) => l.id);
  await runIngest(t.db, { id, fileName: '要点.txt' }, { channel: '政策文件', seal: createSeal('ab'.repeat(32)), now, historical: false, historicalBefore: new Date(0) },
    policyKind.read(policyKind.configSchema.parse({}), { cursor: null, clock: () => now, web: OFFLINE, file }));
  const lines = await t.db.selectFrom('outbox').select(['id', 'payload']).where('stage', '=', 'policies').execute();
  const ids = lines.filter((l) => !before.includes(l.id)).map((l) => (l.payload as { policyId: number }).policyId);
  for (const policyId of ids) for (let k = 0; k < 2; k += 1) await t.db.transaction().execute((trx) => openForPolicy(trx, policyId, { clock: () => now, calendar }));
  return ids;
}
const deadlines = (kind: 'policy' | 'task') => t.db.selectFrom('deadline').select(['rule_id', 'unit', 'due_at', 'authority_text', 'next_step', 'stops', 'met_on_time']).where('subject_kind', '=', kind).orderBy('due_at').execute();

it('a document of today: its dated task, its interpretation and 三同步 have their clocks, its words a watch window', async () => {
  const now = at('2026-11-23 09:00');
  const [id] = await bring(NOTICE, 'hlj-fgw-2016', now);
  const policy = await policyById(t.db, id!);
  expect(policy).toMatchObject({ number: '清政办发〔2026〕18号', issuedAt: '2026-11-20', truncated: false, watchFrom: '2026-11-06', watchTo: '2026-12-20', threeSync: ['同步组织', '同步审签', '同步部署'] });
  expect(policy!.tasks.map((task) => [task.no, task.lead, task.assist, task.dueOn])).toEqual([
    [1, ['区政府办公室'], ['各部门'], null], [2, ['区教育局'], ['区融媒体中心'], '2026-12-10'], [3, ['区信访局'], [], null],
  ]);
  expect(await deadlines('task')).toMatchObject([{ rule_id: 'POLICY-TASK', unit: '区教育局', due_at: at('2026-12-10 23:59:59'), authority_text: '依本级文件', next_step: 'remind', stops: 'result_at' }]);
  expect((await deadlines('policy')).map((d) => [d.rule_id, d.due_at])).toEqual([['POLICY-THREE-SYNC', at('2026-11-20 23:59:59')], ['HLJ-INTERP-3WD', at('2026-11-25 23:59:59')]]);
  expect(await bring(NOTICE, 'hlj-fgw-2016', now)).toEqual([]);
});

it('is reminded of by its title, and an interpretation that is published stops its clock', async () => {
  const [policy] = await policyList(t.db);
  await t.db.transaction().execute((trx) => meetDeadlines(trx, 'policy', [{ subjectId: policy!.id, event: 'interpretation_published_at', at: at('2026-11-24 10:00') }]));
  await escalate(t.db, { clock: () => at('2026-12-09 09:00'), recipients });
  const notices = await t.db.selectFrom('notice').select(['recipient', 'subject']).execute();
  expect(notices).toEqual([{ recipient: '区教育局', subject: expect.stringMatching(/^【提醒】政策文件《清河区.*》即将到期:第 2 项任务/) as string }]);
  expect((await deadlines('policy')).map((d) => d.met_on_time)).toEqual([false, true]);
});

it('where neither profile nor document sets a time for the interpretation none is made up', async () => {
  await t.db.deleteFrom('deadline').where('subject_kind', '=', 'policy').execute();
  await bring(NOTICE.replace('与文件同步组织、同步审签、同步部署', '及时发布').replace('18号', '19号'), 'national', at('2026-11-23 09:00'));
  expect(await deadlines('policy')).toEqual([]);
});

it('a classified one is stopped whole: no policy, no item, no task', async () => {
  const before = (await policyList(t.db)).length;
  expect(await bring(`机密★10年\n${NOTICE.replace('18号', '99号')}`, 'national', at('2026-11-23 09:00'))).toEqual([]);
  expect((await policyList(t.db)).length).toBe(before);
  expect(await t.db.selectFrom('item').select('id').where('external_id', 'like', '%99号').execute()).toEqual([]);
  expect(await t.db.selectFrom('run').select(['received', 'stored', 'blocked']).where('blocked', '>', 0).execute()).toEqual([{ received: 1, stored: 0, blocked: 1 }]);
});

it('one of years ago is measured and nobody is reminded', async () => {
  const [id] = await bring(NOTICE.replaceAll('2026', '2019').replace('18号', '20号'), 'national', at('2026-11-23 09:00'));
  const tasks = (await policyById(t.db, id!))!.tasks.map((task) => task.id);
  expect(await t.db.selectFrom('deadline').select(['due_at', 'next_step']).where('subject_kind', '=', 'task').where('subject_id', 'in', tasks).execute())
    .toEqual([{ due_at: at('2019-12-10 23:59:59'), next_step: null }]);
});

it('what is said of it is counted before and after its issue', async () => {
  const [policy] = await policyList(t.db);
  const known = await policyById(t.db, policy!.id);
  expect(await policyEcho(t.db, known!)).toEqual({ before: 0, after: 0, negative: 0 });
  const said = (no: string, body: string, when: string) => ({ no, body, publishedAt: at(when) });
  await receive(t.db, [
    said('E1', '听说要出政务公开工作要点,不知道有没有用', '2026-11-19 20:00'), said('E2', '政务公开工作要点里说的政策问答什么时候有', '2026-11-20 09:00'),
    said('E3', '今年的政务公开工作要点没有提物业', '2026-12-20 23:00'), said('E4', '政务公开工作要点', '2026-12-21 00:00'), said('E5', '路灯不亮', '2026-11-21 09:00'),
  ]);
  expect(await policyEcho(t.db, known!)).toMatchObject({ before: 1, after: 2 });
  expect(await policyEcho(t.db, { ...known!, keywords: ['100%的_'] })).toEqual({ before: 0, after: 0, negative: 0 });
});
