import { shanghaiDay } from '../model/index.ts';
import { asHtml } from './as-html.ts';
import { asText } from './as-text.ts';
import { plainLine, type ReportDocument } from './document.ts';
import type { ReportNames } from './names.ts';
import { effective, sum } from './weekly-counts.ts';
import type { WeeklyFigures } from './weekly-figures.ts';
import { ahead, handling } from './weekly-handling.ts';
import { overview } from './weekly-overview.ts';
import { topics } from './weekly-topics.ts';
import { categoriesAndChannels } from './weekly-volume.ts';
import { shortDay, shortTime } from './words.ts';

/** A weekly report ready to be kept and sent. */
export interface WeeklyReport {
  subject: string;
  text: string;
  html: string;
  numbers: WeeklyFigures;
}

/** 舆情周报 (handbook §5.2 ②) from its figures and nothing else: the same figures make the same report, letter by letter. */
export function weeklyReport(figures: WeeklyFigures, names: ReportNames, reportNo: string): WeeklyReport {
  const document = weeklyDocument(figures, names, reportNo);
  const total = effective(figures.volume);
  const overdue = sum(figures.overdue, (u) => u.count);
  const subject = `【舆情周报】${weekName(figures)}：${total === 0 ? '无有效舆情' : `有效舆情${total}件`}，${overdue === 0 ? '无超期未办' : `超期未办${overdue}项`}`;
  return { subject, text: asText(document), html: asHtml(document), numbers: figures };
}

const weekName = (f: WeeklyFigures) => `${f.week.id.slice(0, 4)}年第${Number(f.week.id.slice(6))}周`;

/** The report before it takes a form. */
function weeklyDocument(f: WeeklyFigures, names: ReportNames, reportNo: string): ReportDocument {
  const whole = f.span.to.getTime() === f.week.to.getTime();
  const until = whole ? `${shortDay(f.week.lastDay)}24时` : shortTime(f.span.to);
  return {
    title: '政务舆情周报',
    scope: plainLine(names.scope),
    subtitle: [
      `${weekName(f)}（${shortDay(f.week.firstDay)}0时—${until}）`,
      ...(whole ? [] : ['本周尚未结束，上周数取同期']),
      `${shanghaiDay(f.asOf).slice(0, 4)}年${shortTime(f.asOf)}生成`,
    ],
    sections: [overview(f, names), categoriesAndChannels(f, names), topics(f, names), handling(f), ahead(f)],
    footnotes: [
      '统计口径：数量按收到日计，办理时效按到期日计；未到期的不进按时率，超期未办的计入分母；上周数按现有台账重新统计，可能与上期周报不同。',
      `本周报由系统按台账数据生成，每个数字可回查；编号 ${reportNo}。`,
      '内部资料，注意保存。',
    ],
  };
}
