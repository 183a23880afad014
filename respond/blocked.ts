import type { Trx } from '../db/connect.ts';
import { sourceById } from '../db/sources.ts';
import { shanghaiDay, shanghaiText } from '../model/index.ts';
import { post, type Recipients } from './notify.ts';

export interface Blocked {
  sourceId: number;
  at: Date;
  rows: readonly { row: number; rule: string }[];
}

const MOST_ROWS = 50;

const RULE_NAMES: Record<string, string> = {
  'classified-mark': '密级标志', 'classified-level': '标明密级', 'classified-document': '涉密文件内容', 'restricted-document': '内部文件不得外传',
  'troop-movement': '部队行动', 'military-coordinates': '军事设施位置', 'military-facility': '军事设施', 'weapon-data': '武器数据', 'crypto-equipment': '密码设备',
};

/** Tells the person in charge that something was stopped, by its place and rule only: no word of it is kept anywhere. */
export async function tellBlocked(trx: Trx, { sourceId, at, rows }: Blocked, ctx: { recipients: Recipients }): Promise<void> {
  const { name } = await sourceById(trx, sourceId);
  const places = rows.slice(0, MOST_ROWS).map(({ row, rule }) => `- 第 ${row} 行(条):${RULE_NAMES[rule] ?? '涉密提示'}`);
  const rest = rows.length > MOST_ROWS ? [`- 另有 ${rows.length - MOST_ROWS} 行`] : [];
  await post(trx, ctx.recipients.desk, {
    // A feed shows the same again at each poll: once a day is enough.
    reason: `blocked:${sourceId}:${shanghaiDay(at)}:${rows.map(({ row, rule }) => `${row}${rule}`).join(',').slice(0, 300)}`,
    kind: '涉密提示', ticketId: null, topicId: null, subject: `【涉密提示】信源“${name}”有 ${rows.length} 条疑似涉密内容,已拦下`,
    text: [
      `${shanghaiText(at)} 读取信源“${name}”时,以下内容疑似涉密,已拦下:`, ...places, ...rest, '',
      '系统没有保留这些内容的任何副本(拒收文件里也没有)。请由保密负责人按规定处理原件;确系误判的,请改写后重新录入。',
    ].join('\n'),
  });
}
