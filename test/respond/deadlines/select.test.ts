import { describe, expect, it } from 'vitest';
import { parseInstant, type RequestType, type Rule } from '../../../model/index.ts';
import { loadCalendar, loadProfile, type ResolvedProfile } from '../../../profiles/load.ts';
import { channelKey } from '../../../respond/deadlines/channel.ts';
import { planDeadlines, type PlanInput } from '../../../respond/deadlines/select.ts';

const at = parseInstant('2026-09-24 10:00')!;
const calendar = loadCalendar();
const everything = Object.fromEntries(['received_at', 'dispatched_at', 'accepted_at', 'known_at', 'detected_at', 'closed_at'].map((e) => [e, at]));

function plan(profile: string | ResolvedProfile, channel: string, type: RequestType, more: Partial<PlanInput> = {}) {
  return planDeadlines({
    resolved: typeof profile === 'string' ? loadProfile(profile) : profile, channel, type, category: 'HOU', urgency: '一般',
    subjectKind: 'ticket', starts: { received_at: at }, calendar, ...more,
  });
}
const short = (planned: ReturnType<typeof plan>) => planned.map((p) => `${p.kind} ${p.ruleId} ${p.authorityText}`);
const DEFAULT = '本级未规定,采用缺省';
const topic = (more: Partial<PlanInput>) => short(plan('yangzhou-2018', '', '其他', { subjectKind: 'topic', starts: everything, ...more }));

/** Made-up rules and chains, where the shipped profiles have no example. */
const rule = (id: string, more: Partial<Rule>): Rule => ({
  id, deadline: 'K8', name: id, applies: { kind: 'message' }, clock: { mode: 'working_day', n: 3 }, starts: 'received_at', stops: 'result_at',
  basis: '自拟', authority: 'document', ...more,
});
const chainOf = (...levels: Rule[][]): ResolvedProfile => {
  const { profile } = loadProfile('national');
  const chain = levels.map((rules, i) => ({ ...profile, id: `p${i}`, rules }));
  return { profile: chain[0]!, chain };
};
const winners = (...levels: Rule[][]) => plan(chainOf(...levels), '市长信箱', '投诉').map((p) => p.ruleId);

describe('planDeadlines: a message', () => {
  it('under 寄语市长 of Yangzhou takes the document’s days, 求助 and 举报 by analogy', () => {
    expect(short(plan('yangzhou-2018', '寄语市长', '咨询'))).toEqual(['K8 YZ-CONSULT-2WD 依本级文件']);
    expect(short(plan('yangzhou-2018', '寄语市长', '建议'))).toEqual(['K8 YZ-CONSULT-2WD 依本级文件']);
    expect(short(plan('yangzhou-2018', '寄语市长', '投诉'))).toEqual(['K7 YZ-COMPLAINT-PRE-2WD 依本级文件', 'K8 YZ-COMPLAINT-FINAL-5WD 依本级文件']);
    for (const type of ['求助', '举报'] as const) {
      expect(short(plan('yangzhou-2018', '寄语市长', type))).toEqual(['K7 YZ-COMPLAINT-PRE-2WD 依本级文件(类推)', 'K8 YZ-COMPLAINT-FINAL-5WD 依本级文件(类推)']);
    }
  });

  it('on the hotline of Yangzhou takes the defaults, and says so', () => {
    for (const channel of ['12345', '12345政府服务热线', '12345政府热线', ' 12345 热线 ']) {
      expect(short(plan('yangzhou-2018', channel, '咨询'))).toEqual([`K8 GEN-2WD ${DEFAULT}`]);
      expect(short(plan('yangzhou-2018', channel, '投诉'))).toEqual([`K7 GEN-2WD ${DEFAULT}`, `K8 GEN-5WD ${DEFAULT}`]);
    }
  });

  it('under the other four jurisdictions', () => {
    for (const id of ['jiangmen-2021', 'zhejiang-mzt-2020', 'hlj-fgw-2016']) {
      expect(short(plan(id, '省长留言信箱', '举报'))).toEqual([`K7 GEN-2WD ${DEFAULT}`, `K8 GEN-5WD ${DEFAULT}`]);
      expect(short(plan(id, '领导信箱', '建议'))).toEqual([`K8 GEN-2WD ${DEFAULT}`]);
    }
    expect(short(plan('jiyang-2023', '济南市12345市民服务热线', '投诉'))).toEqual([`K7 GEN-2WD ${DEFAULT}`, 'K8 JN-12345-5WD 依地方规定']);
    expect(short(plan('jiyang-2023', '12345', '咨询'))).toEqual(['K8 JN-12345-5WD 依地方规定']);
    expect(short(plan('jiyang-2023', '区长信箱', '咨询'))).toEqual([`K8 GEN-2WD ${DEFAULT}`]);
  });

  it('that praises or asks nothing needs no answer', () => {
    for (const type of ['表扬', '其他'] as const) {
      for (const [id, channel] of [['yangzhou-2018', '寄语市长'], ['yangzhou-2018', '12345'], ['jiyang-2023', '12345'], ['beijing-draft-pack', '12345']] as const) {
        expect(plan(id, channel, type)).toEqual([]);
      }
    }
  });

  it('on a statutory channel takes the law alone, whatever its type and under whatever profile', () => {
    for (const id of ['national', 'yangzhou-2018', 'jiyang-2023', 'beijing-draft-pack']) {
      for (const type of ['咨询', '投诉', '其他'] as const) {
        expect(short(plan(id, '信访', type))).toEqual(['K5 XF-15D 依国家规定']);
        expect(short(plan(id, '网上信访', type, { starts: { received_at: at, accepted_at: at } }))).toEqual(['K5 XF-15D 依国家规定', 'K8 XF-60D 依国家规定']);
        expect(short(plan(id, '政府信息公开申请', type))).toEqual(['K8 ZFXX-20WD 依国家规定']);
      }
    }
  });

  it('takes a draft only where it is the profile itself, and says that it is one', () => {
    expect(short(plan('beijing-draft-pack', '12345', '投诉'))).toEqual([`K7 GEN-2WD ${DEFAULT}`, 'K8 BJ-7D 依地方规定(征求意见稿)']);
    const { profile, chain } = loadProfile('beijing-draft-pack');
    const child = { ...profile, id: 'child', draft: false, extends: 'beijing-draft-pack', rules: [] };
    expect(short(plan({ profile: child, chain: [child, ...chain] }, '12345', '投诉'))).toEqual([`K7 GEN-2WD ${DEFAULT}`, `K8 GEN-5WD ${DEFAULT}`]);
  });

  it('takes the rule with more conditions', () => {
    const urgent = plan('beijing-draft-pack', '12345', '咨询', { urgency: '紧急' });
    expect(short(urgent)).toEqual(['K8 BJ-2H 依地方规定(征求意见稿)']);
    expect(urgent[0]!.dueAt.getTime() - at.getTime()).toBe(2 * 3_600_000);
    expect(short(plan('beijing-draft-pack', '12345', '咨询'))).toEqual(['K8 BJ-7D 依地方规定(征求意见稿)']);
    expect(short(plan('beijing-draft-pack', '12345', '求助', { category: 'UTI', urgency: '较急' }))).toEqual([
      'K7 BJ-24H 依地方规定(征求意见稿)', 'K8 BJ-7D 依地方规定(征求意见稿)',
    ]);
  });

  it('plans nothing whose start has not happened', () => {
    expect(plan('yangzhou-2018', '12345', '投诉', { starts: {} })).toEqual([]);
    expect(short(plan('yangzhou-2018', '12345', '投诉', { starts: { closed_at: at } }))).toEqual([`K12 GEN-VISIT-3WD ${DEFAULT}`]);
  });

  it('never applies an optional rule by itself, nor one for a task or an extension', () => {
    for (const subjectKind of ['ticket', 'dispatch', 'topic'] as const) {
      const ids = plan('jiyang-2023', '12345', '投诉', { subjectKind, starts: { ...everything, raw_last_day: at, due_at: at }, level: 'I' }).map((p) => p.ruleId);
      expect(ids.filter((id) => /TICK|TEST|EXT|AR-/.test(id))).toEqual([]);
    }
  });

  it('is counted, with everything that is printed beside it', () => {
    expect(plan('yangzhou-2018', '寄语市长', '咨询')).toEqual([{
      ruleId: 'YZ-CONSULT-2WD', kind: 'K8', name: '寄语市长:咨询建议类2个工作日内反馈', basis: '扬府办发〔2018〕67号(四)', authority: 'document',
      authorityText: '依本级文件', startsAt: at, starts: 'received_at', stops: 'feedback_at', clock: { mode: 'working_day', n: 2, after_hours: 'same_day' },
      dueAt: parseInstant('2026-09-29 24:00'), countedDays: ['2026-09-28', '2026-09-29'], provisional: false, calendarVersion: '2026-v1',
      skippedDays: ['2026-09-25', '2026-09-26', '2026-09-27'].map((day) => ({ day, why: '中秋节放假' })),
    }]);
  });

  it('from before the calendar has no working-day deadline rather than a wrong one', () => {
    const old = parseInstant('1998-05-01 10:00')!;
    expect(plan('yangzhou-2018', '12345', '投诉', { starts: { received_at: old } })).toEqual([]);
  });
});

describe('planDeadlines: dispatches and topics', () => {
  it('starts the unit’s clocks at its dispatch, the return window by channel', () => {
    const dispatch = { subjectKind: 'dispatch', starts: everything } as const;
    expect(short(plan('yangzhou-2018', '12345', '投诉', dispatch))).toEqual([`K5 GEN-ACCEPT-1WD ${DEFAULT}`, `K6 GEN-RETURN-2WD ${DEFAULT}`]);
    expect(short(plan('jiyang-2023', '12345', '其他', dispatch))).toEqual([`K5 GEN-ACCEPT-1WD ${DEFAULT}`, 'K6 SD-RETURN-2WD 依地方规定']);
    expect(short(plan('jiyang-2023', '信访', '投诉', dispatch))).toEqual([`K5 GEN-ACCEPT-1WD ${DEFAULT}`, 'K6 XF-OBJECT-5WD 依国家规定']);
  });

  it('starts a topic’s clocks by level and flags', () => {
    expect(topic({ level: 'I', flags: ['突发事件', '伤亡'] })).toEqual([`K1 GEN-REPORT-1H ${DEFAULT}`, 'K2 NAT-AUTH-5H 依国家规定', 'K3 NAT-PRESS-24H 依国家规定']);
    expect(topic({ level: 'II' })).toEqual([`K1 GEN-REPORT-1H ${DEFAULT}`, 'K4 NAT-OTHER-48H 依国家规定']);
    expect(topic({ level: 'III' })).toEqual([`K1 GEN-REPORT-2H ${DEFAULT}`, 'K4 NAT-OTHER-48H 依国家规定']);
    expect(topic({ level: 'IV' })).toEqual([`K1 GEN-REPORT-24H ${DEFAULT}`]);
    expect(topic({})).toEqual([]);
  });
});

describe('precedence between profiles', () => {
  it('lets the nearest win a slot, and anybody’s word beat a default', () => {
    expect(winners([rule('near', {})], [rule('far', { authority: 'law' })])).toEqual(['near']);
    expect(winners([rule('near', { authority: 'default' })], [rule('far', { authority: 'local' })])).toEqual(['far']);
    expect(winners([rule('near', { authority: 'default' })], [rule('far', { authority: 'default' })])).toEqual(['near']);
    expect(winners([rule('default', { authority: 'default', applies: { kind: 'message', types: ['投诉'], urgency: ['一般'] } }), rule('said', {})])).toEqual(['said']);
  });

  it('lets more conditions win inside one profile, but not over a nearer one', () => {
    const narrow = rule('narrow', { applies: { kind: 'message', types: ['投诉'] } });
    expect(winners([rule('wide', {}), narrow])).toEqual(['narrow']);
    expect(winners([rule('wide', {})], [narrow])).toEqual(['wide']);
  });

  it('drops a default with the stop of a rule in another slot', () => {
    expect(winners([rule('said', {})], [rule('fallback', { authority: 'default', deadline: 'K7' })])).toEqual(['said']);
    expect(winners([rule('said', {}), rule('other', { deadline: 'K7' })])).toEqual(['other', 'said']);
    expect(winners([rule('one', { authority: 'default' }), rule('two', { authority: 'default', deadline: 'K7' })])).toEqual(['two', 'one']);
  });

  it('lets a law made for the channel yield to no rule that is silent on it', () => {
    const law = rule('law', { authority: 'law', applies: { kind: 'message', channel: ['市长信箱'] } });
    expect(winners([rule('near', {})], [law])).toEqual(['law']);
    expect(winners([rule('near', { applies: { kind: 'message', channel: ['信访'] } })], [law])).toEqual(['law']);
  });
});

describe('channelKey', () => {
  it.each([
    ['12345政务服务便民热线', '12345'], ['12345', '12345'], ['市民服务热线', '12345'], ['扬州12345', '12345'],
    ['“寄语市长”信箱', '寄语市长'], ['依申请公开', '依申请公开'], ['信访局转办', '信访'], ['省长 留言信箱', '省长留言信箱'], ['', ''],
  ])('%s is %s', (name, key) => expect(channelKey(name)).toBe(key));
});
