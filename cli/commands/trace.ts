import { Command } from 'commander';
import { readConfig } from '../../config.ts';
import { findItem } from '../../db/items.ts';
import { traceItem, type Trace } from '../../db/trace.ts';
import { YuqingError, shanghaiDay, shanghaiText } from '../../model/index.ts';
import { categoryName, displayGroup, loadProfile } from '../../profiles/load.ts';
import { explainDeadline } from '../../respond/deadlines/explain.ts';
import { openDatabase } from '../open.ts';
import { printResult } from '../output.ts';

export function traceCommand(): Command {
  return new Command('trace')
    .description('一条信息的来龙去脉:来源 → 研判 → 话题 → 预警 → 工单 → 时限怎么数的 → 通知了谁')
    .argument('<条目>', '工单编号、条目编号')
    .option('--json', '输出 JSON')
    .action(async (key: string, opts: { json?: boolean }) => {
      const database = await openDatabase(readConfig());
      try {
        const id = await findItem(database.db, key);
        if (id === null) throw new YuqingError('NOT_FOUND', `没有找到“${key}”`, '请核对工单编号;条目编号可写成 #123');
        const trace = await traceItem(database.db, id);
        printResult(opts.json ? JSON.stringify(trace) : describe(trace));
      } finally {
        await database.close();
      }
    });
}

/** Control characters in people's text must not drive a terminal. */
const plain = (text: string) => text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
const cut = (text: string, n: number) => (text.length > n ? `${text.slice(0, n)}…` : text);

const ending = (d: Trace['deadlines'][number]) => (d.metAt ? `;${d.metOnTime ? '按时' : '逾期'}完成于 ${shanghaiText(d.metAt)}`
  : d.cancelledAt ? `;${shanghaiText(d.cancelledAt)} 起不再计时` : '');

/** The judgement of one answer, of what is wrong with it all that is. */
function replyLines(r: Trace['replies'][number]): string[] {
  const time = r.days === null ? '' : `;历时 ${r.days} 天${r.workdays === null ? '' : `、${r.workdays} 个工作日`}`;
  const told = r.evidence.filter((e) => e.aspect === 'complete' || e.aspect === 'explained' || (!e.ok && e.aspect !== 'form'));
  return [`【答复】第 ${r.revision} 版 ${plain(r.madeBy)}:相关 ${Math.round(r.relevance * 100)}%;${r.complete ? '完整' : '不完整'};${r.explained ? '有说明' : '没有说明白'}${time}`, ...told.map((e) => `  ${e.ok ? '○' : '×'} ${cut(plain(e.reason), 160)}`)];
}

function ticketLines(ticket: Trace['ticket']): string[] {
  if (!ticket) return ['【工单】未立工单'];
  const assist = ticket.assistUnits.length > 0 ? `;协办 ${plain(ticket.assistUnits.join('、'))}` : '';
  return [
    `【工单】#${ticket.id} ${ticket.stateName};主办 ${plain(ticket.leadUnit)}${assist}`,
    ...(ticket.leadReason === null ? [] : [`  为什么是它:${plain(ticket.leadReason)}`]),
    ...(ticket.refer === null ? [] : [`  ${ticket.refer.kind} → ${ticket.refer.to}:${ticket.refer.advice}`]),
  ];
}

function describe(t: Trace): string {
  const { item } = t;
  const when = item.precision === 'day' ? `${shanghaiDay(item.publishedAt)}(只知日期)` : shanghaiText(item.publishedAt);
  const resolved = loadProfile(item.profileId);
  const lines = [
    `【来源】${plain(item.externalId)} · ${plain(item.source)}${item.fileName ? ` · 文件 ${plain(item.fileName)}` : ''} · 渠道 ${plain(item.channel)}`,
    `  时间 ${when};入库 ${shanghaiText(item.detectedAt)};第 ${item.revision} 版${item.historical ? ';历史资料(只统计,不提醒)' : ''}${item.sameTextAs ? `;与 ${plain(item.sameTextAs)} 文字相同` : ''}`,
    `  ${cut(plain(`${item.title ? `${item.title} ` : ''}${item.body}`), 160)}`,
    ...t.revisions.map((r) => `  第 ${r.revision} 版于 ${shanghaiText(r.replacedAt)} 被更新`),
    '【研判】',
    ...t.verdicts.map((v) => {
      const group = displayGroup(resolved, v.category as never);
      return `  ${v.current ? '●' : '○'} ${plain(v.madeBy)}:${categoryName(v.category as never)}(${v.category})${group ? `〔${group}〕` : ''} 把握 ${Math.round(v.confidence * 100)}%;${v.type};${v.sentiment};${v.urgency}${v.flags.length > 0 ? `;${v.flags.join('、')}` : ''}${v.stance ? `;立场 ${v.stance}` : ''}${v.needsReview ? ';待复核' : ''}${v.note ? `;理由:${plain(v.note)}` : ''}`
        + (v.places.length > 0 ? `\n    地点:${v.places.map((p) => `${plain(p.name)}(${p.kind})`).join('、')}` : '')
        + (v.evidence.length > 0 ? `\n    依据词:${v.evidence.map((e) => plain(e.term)).join('、')}` : '');
    }),
    ...t.replies.flatMap(replyLines),
    `【话题】${t.topic ? `#${t.topic.id} ${plain(t.topic.title)}(共 ${t.topic.itemCount} 条,相似 ${t.topic.score.toFixed(2)})` : '未归入话题'}`,
    ...t.alerts.map((a) => `【预警】${a.level}色(${a.state}) ${shanghaiText(a.openedAt)}:${plain(a.reason)}`),
    ...ticketLines(t.ticket),
    ...t.history.map((h) => `  ${shanghaiText(h.at)} ${h.fromState} → ${h.toState} ${h.actor}${h.note ? `(${plain(h.note)})` : ''}`),
    ...t.deadlines.map((d) => `【时限】${d.name} 截止 ${shanghaiText(d.dueAt)}${ending(d)}\n  ${explainDeadline(d)}`),
    ...t.notices.map((n) => `【通知】${n.kind} → ${plain(n.recipient)}(${n.channel}) ${plain(n.subject)} ${n.state === 'sent' && n.sentAt ? `已发 ${shanghaiText(n.sentAt)}` : n.state}`),
  ];
  return lines.join('\n');
}
