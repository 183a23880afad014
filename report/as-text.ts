import type { Block, ReportDocument, TableBlock } from './document.ts';

/**
 * The report as plain text, complete on its own. A table becomes a line per row, because no mail program promises
 * columns: `· 校外配餐（教育）：本周 46；上周 40`.
 */
export function asText(doc: ReportDocument): string {
  const parts = [`${doc.title}\n${[doc.scope, ...doc.subtitle].join('\n')}`];
  for (const section of doc.sections) {
    parts.push([section.heading, ...section.blocks.map(blockText)].join('\n'));
  }
  parts.push(['——', ...doc.footnotes].join('\n'));
  return `${parts.join('\n\n')}\n`;
}

function blockText(block: Block): string {
  if (block.type === 'table') return tableText(block);
  if (block.type === 'figures') return block.figures.map((f) => `  ${f.label} ${f.value}；${f.detail}`).join('\n');
  return block.type === 'note' ? `  〔注〕${block.text}` : `  ${block.text}`;
}

function tableText(table: TableBlock): string {
  const lines = table.rows.map((row) => {
    const [first, ...rest] = row.map((cell, i) => {
      const words = cell.aside ? `${cell.text}（${cell.aside}）` : cell.text;
      return i === 0 ? words : `${table.columns[i]?.name ?? ''} ${words}`;
    });
    return `  · ${first}：${rest.join('；')}`;
  });
  return [`  ${table.caption}`, ...lines].join('\n');
}
