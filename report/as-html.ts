import type { Block, Cell, ReportDocument, TableBlock } from './document.ts';

/**
 * The report as HTML that mail programs draw alike: tables, inline styles, no script, no remote picture, 600 px wide
 * and narrower on a phone. Everything from the document is escaped here, once.
 */
export function asHtml(doc: ReportDocument): string {
  const head = `<td style="padding:20px 24px 14px;border-bottom:3px solid ${RED};${FONT}">
<div style="font-size:24px;line-height:32px;font-weight:bold;color:${RED};letter-spacing:2px">${escapeHtml(doc.title)}</div>
<div style="font-size:15px;line-height:22px;color:${INK};padding-top:4px">${escapeHtml(doc.scope)}</div>
${doc.subtitle.map((line) => `<div style="font-size:13px;line-height:20px;color:${GREY}">${escapeHtml(line)}</div>`).join('\n')}
</td>`;
  const sections = doc.sections.map((s) => `<tr><td style="padding:18px 24px 2px;${FONT}">
<div style="font-size:17px;line-height:26px;font-weight:bold;color:${INK};padding-bottom:6px">${escapeHtml(s.heading)}</div>
${s.blocks.map(blockHtml).join('\n')}
</td></tr>`);
  const foot = `<tr><td style="padding:14px 24px 20px;${FONT}">
<div style="border-top:1px solid ${LINE};padding-top:10px;font-size:12px;line-height:19px;color:${GREY}">
${doc.footnotes.map((line) => `<div>${escapeHtml(line)}</div>`).join('\n')}
</div></td></tr>`;
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light"><title>${escapeHtml(doc.title)}</title></head>
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

function figuresHtml(figures: Extract<Block, { type: 'figures' }>['figures']): string {
  const cells = figures.map((f, i) => `<td width="${Math.floor(100 / figures.length)}%" valign="top" style="padding:10px 2px 10px 10px;${i > 0 ? `border-left:1px solid ${LINE};` : ''}">
<div style="font-size:12px;line-height:18px;color:${GREY}">${escapeHtml(f.label)}</div>
<div style="font-size:22px;line-height:30px;font-weight:bold;color:${f.grave ? RED : INK}">${escapeHtml(f.value)}</div>
<div style="font-size:12px;line-height:17px;color:${GREY}">${escapeHtml(f.detail)}</div></td>`);
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f7f8fa;margin:0 0 10px"><tr>${cells.join('')}</tr></table>`;
}

function tableHtml(table: TableBlock): string {
  const side = (i: number) => (table.columns[i]?.numeric ? 'text-align:right;white-space:nowrap' : 'text-align:left');
  const width = (i: number) => (table.columns[i]?.wide ? ' width="100%"' : '');
  const head = table.columns.map((c, i) => `<th${width(i)} style="padding:6px 5px;border-bottom:1px solid ${INK};font-size:12px;line-height:18px;font-weight:normal;white-space:nowrap;color:${GREY};${side(i)}">${escapeHtml(c.name)}</th>`);
  const rows = table.rows.map((row) => `<tr>${row.map((cell, i) => `<td valign="top" style="padding:7px 5px;border-bottom:1px solid ${LINE};font-size:14px;line-height:20px;color:${cell.grave ? RED : INK};${side(i)}">${cellHtml(cell)}</td>`).join('')}</tr>`);
  return `<div style="font-size:13px;line-height:20px;color:${INK};font-weight:bold;padding:4px 0 0">${escapeHtml(table.caption)}</div>
<table width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse;margin:0 0 12px">
<thead><tr>${head.join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table>`;
}

function cellHtml(cell: Cell): string {
  const aside = cell.aside ? ` <span style="font-size:12px;color:${GREY}">${escapeHtml(cell.aside)}</span>` : '';
  const percent = Math.max(1, Math.round((cell.bar ?? 0) * 100));
  const bar = cell.bar === undefined ? '' : `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin-top:3px"><tr><td width="${percent}%" height="4" bgcolor="${BAR}" style="font-size:0;line-height:4px">&nbsp;</td><td height="4" style="font-size:0;line-height:4px">&nbsp;</td></tr></table>`;
  return `<span style="word-break:break-word">${escapeHtml(cell.text)}</span>${aside}${bar}`;
}
