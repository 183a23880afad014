import { topMistakes, type HeadReport } from '../../classify/eval/head.ts';
import { columnsOf } from '../chinese.ts';
import type { Evaluation, FlagReport } from './reports.ts';

const HEAD_TITLES: Record<string, string> = { label: '标签', category: '类别', type: '诉求类型', urgency: '紧急度', sentiment: '情感' };
const MOST_MISTAKES = 10;
const WIDEST_LABEL = 36;

/** An evaluation for a person to read: each head, its labels, its commonest mistakes, how far its confidence can be trusted. */
export function evaluationTable({ model, rows, heads, flags }: Evaluation): string {
  const left = [rows.rejected > 0 ? `${rows.rejected} 行读不了` : '', rows.disputed > 0 ? `${rows.disputed} 行两位标注者不一致` : ''].filter(Boolean);
  return [
    `模型 ${plain(model.name)} ${plain(model.version)};评测 ${rows.used} 行${left.length > 0 ? `(另有 ${left.join('、')},未计)` : ''}`,
    ...Object.entries(heads).map(([head, report]) => headTable(HEAD_TITLES[head] ?? head, report)),
    ...(flags.length > 0 ? [`【旗标】\n${grid(['旗标', '条数', '准确', '召回', 'F1'], flags.map((f) => figures(f.flag, f)))}`] : []),
  ].join('\n\n');
}

function headTable(title: string, report: HeadReport): string {
  const mistakes = topMistakes(report.confusion, MOST_MISTAKES);
  const sure = report.reliability;
  return [
    `【${title}】准确率 ${share(report.accuracy)}  宏平均 F1 ${share(report.macroF1)}  (n=${report.n})`,
    grid(['标签', '条数', '准确', '召回', 'F1'], report.labels.map((l) => figures(l.label, l))),
    ...(mistakes.length > 0 ? [`最常见的误判(应为 → 判为):\n${mistakes.map((m) => `  ${plain(m.truth)} → ${plain(m.said)}  ${m.n}`).join('\n')}`] : []),
    ...(sure ? [
      `把握是否可信:校准误差 ${share(sure.calibrationError)}\n${grid(['把握', '条数', '平均把握', '实际正确'], sure.bins.filter((b) => b.n > 0)
        .map((b) => [`${b.from.toFixed(1)}–${(b.from + 0.1).toFixed(1)}`, String(b.n), share(b.confidence), share(b.accuracy)]))}`,
    ] : []),
  ].join('\n');
}

const share = (x: number): string => x.toFixed(4);
const figures = (name: string, f: Pick<FlagReport, 'n' | 'precision' | 'recall' | 'f1'>): string[] => [plain(name), String(f.n), share(f.precision), share(f.recall), share(f.f1)];

/** A label is a stranger's text: no control characters, not too wide. */
function plain(text: string): string {
  const clean = text.replace(/\p{C}|[\p{Zl}\p{Zp}]/gu, ' ');
  if (columnsOf(clean) <= WIDEST_LABEL) return clean;
  let cut = '';
  for (const char of clean) {
    if (columnsOf(cut + char) > WIDEST_LABEL - 1) break;
    cut += char;
  }
  return `${cut}…`;
}

/** Aligned columns: the first to the left, figures to the right. */
function grid(titles: readonly string[], lines: readonly (readonly string[])[]): string {
  const widths = titles.map((title, i) => Math.max(columnsOf(title), ...lines.map((line) => columnsOf(line[i]!))));
  const pad = (text: string, i: number) => ' '.repeat(widths[i]! - columnsOf(text));
  return [titles, ...lines].map((line) => `  ${line.map((text, i) => (i === 0 ? text + pad(text, i) : pad(text, i) + text)).join('  ')}`).join('\n');
}
