import type { Block, Cell, ReportDocument, TableBlock } from './document.ts';

/**
 * The report as HTML that mail programs draw alike: tables, inline styles, no script, no remote picture, 600 px wide
 * and narrower on a phone. Everything from the document is escaped here, once.
 */
export function asHtml(doc: ReportDocument): string {
  const head = `<td style="padding:20px 20px 14px;border-bottom:3px solid ${RED};${FONT}">
<div style="font-size:24px;line-height:32px;font-weight:bold;color:${RED};letter-spacing:2px">${escapeHtml(doc.title)}</div>
<div style="font-size:15px;line-height:22px;color:${INK};padding-top:4px">${escapeHtml(doc.scope)}</div>
${doc.subtitle.map((line) => `<div style="font-size:13px;line-height:20px;color:${GREY}">${escapeHtml(line)}</div>`).join('\n')}
</td>`;
  const sections = doc.sections.map((s) => `<tr><td style="padding:18px 20px 2px;${FONT}">
<div style="font-size:17px;line-height:26px;font-weight:bold;color:${INK};padding-bottom:6px">${escapeHtml(s.heading)}</div>
${s.blocks.map(blockHtml).join('\n')}
</td></tr>`);
  const foot = `<tr><td style="padding:14px 20px 20px;${FONT}">
<div style="border-top:1px solid ${LINE};padding-top:10px;font-size:12px;line-height:19px;color:${GREY}">
${doc.footnotes.map((line) => `<div>${escapeHtml(line)}</div>`).join('\n')}
</div></td></tr>`;
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light"><meta name="format-detection" content="telephone=no,date=no,address=no,email=no"><title>${escapeHtml(doc.title)}</title></head>
<body style="margin:0;padding:0;background:#f2f3f5">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f2f3f5"><tr><td align="center">
<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;background:#ffffff;text-align:left">
<tr>${head}</tr>
${sections.join('\n')}
${foot}
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</body></html>
`;
}

const RED = '#b3261e';
const INK = '#1f2329';
const GREY = '#646a73';
const LINE = '#dee0e3';
const BAR = '#d9a5a1';
const FONT = `font-family:'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif`;

/** Fit between tags and inside a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

function blockHtml(block: Block): string {
  if (block.type === 'table') return tableHtml(block);
  if (block.type === 'figures') return figuresHtml(block.figures);
  const style = block.type === 'note'
    ? `font-size:12px;line-height:19px;color:${GREY};padding:0 0 8px`
    : `font-size:15px;line-height:25px;color:${INK};padding:0 0 8px`;
  return `<div style="${style}">${escapeHtml(block.text)}</div>`;
}

/** Four abreast at 600 px, two on a phone; Outlook knows no inline-block and gets a table. */
function figuresHtml(figures: Extract<Block, { type: 'figures' }>['figures']): string {
  const boxes = figures.map((f) => `<!--[if mso]><td width="140" valign="top"><![endif]--><div style="display:inline-block;width:140px;vertical-align:top;padding:10px 0;${FONT}">
<div style="padding-left:12px;font-size:12px;line-height:18px;color:${GREY}">${escapeHtml(f.label)}</div>
<div style="padding-left:12px;font-size:22px;line-height:30px;font-weight:bold;color:${f.grave ? RED : INK}">${escapeHtml(f.value)}</div>
<div style="padding-left:12px;font-size:12px;line-height:17px;color:${GREY}">${escapeHtml(f.detail)}</div></div><!--[if mso]></td><![endif]-->`);
  return `<div style="background:#f7f8fa;margin:0 0 10px;font-size:0"><!--[if mso]><table role="presentation" cellpadding="0" cellspacing="0"><tr><![endif]-->${boxes.join('')}<!--[if mso]></tr></table><![endif]--></div>`;
}

function tableHtml(table: TableBlock): string {
  const last = table.rows.length - 1;
  const side = (i: number) => (table.columns[i]?.numeric ? 'text-align:right;white-space:nowrap' : table.columns[i]?.wide ? 'text-align:left' : 'text-align:left;white-space:nowrap');
  const width = (i: number) => (table.columns[i]?.wide ? ' width="100%"' : '');
  const head = table.columns.map((c, i) => `<th${width(i)} style="padding:6px 5px;border-bottom:1px solid ${INK};font-size:12px;line-height:18px;font-weight:normal;white-space:nowrap;color:${GREY};${side(i)}">${escapeHtml(c.name)}</th>`);
  const rows = table.rows.map((row, n) => `<tr>${row.map((cell, i) => `<td valign="top" style="padding:6px 5px;border-bottom:1px solid ${LINE};font-size:14px;line-height:20px;color:${cell.grave ? RED : INK};${table.total && n === last ? 'font-weight:bold;' : ''}${side(i)}">${cellHtml(cell, table.columns[i])}</td>`).join('')}</tr>`);
  return `<div style="font-size:13px;line-height:20px;color:${INK};font-weight:bold;padding:4px 0 0">${escapeHtml(table.caption)}</div>
<table width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse;margin:0 0 12px">
<thead><tr>${head.join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table>`;
}

/** Small print stands under a number, so that a row of numbers stays narrow on a phone, and behind short words. */
function cellHtml(cell: Cell, column: TableBlock['columns'][number] | undefined): string {
  const small = `font-size:12px;line-height:16px;font-weight:normal;color:${GREY}`;
  const aside = !cell.aside ? '' : column?.numeric || column?.stacked ? `<div style="${small}">${escapeHtml(cell.aside)}</div>` : ` <span style="${small}">${escapeHtml(cell.aside)}</span>`;
  return `<span style="word-break:break-word">${escapeHtml(cell.text)}</span>${aside}${cell.bar === undefined ? '' : barHtml(cell.bar)}`;
}

function barHtml(share: number): string {
  const percent = Math.max(1, Math.round(share * 100));
  const rest = percent < 100 ? '<td height="4" style="font-size:0;line-height:4px">&nbsp;</td>' : '';
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin-top:4px"><tr><td width="${percent}%" height="4" bgcolor="${BAR}" style="font-size:0;line-height:4px">&nbsp;</td>${rest}</tr></table>`;
}
