import { describe, expect, it } from 'vitest';
import { asHtml, escapeHtml } from '../../report/as-html.ts';
import { asText } from '../../report/as-text.ts';
import { plainLine, type ReportDocument } from '../../report/document.ts';
import { lasting, levels, shortDay, shortTime } from '../../report/words.ts';

const EVIL = `"><img src=x onerror=alert(1)>'&</td></table><script>`;

describe('the HTML form', () => {
  it('escapes every place where words can stand', () => {
    const doc: ReportDocument = {
      title: EVIL, scope: EVIL, subtitle: [EVIL], footnotes: [EVIL],
      sections: [{ heading: EVIL, blocks: [
        { type: 'paragraph', text: EVIL }, { type: 'note', text: EVIL },
        { type: 'figures', figures: [{ label: EVIL, value: EVIL, detail: EVIL, grave: true }] },
        { type: 'table', caption: EVIL, columns: [{ name: EVIL, wide: true }, { name: EVIL, numeric: true }], rows: [[{ text: EVIL, aside: EVIL, bar: 0.5 }, { text: EVIL, aside: EVIL }]] },
      ] }],
    };
    const html = asHtml(doc);
    expect(html.split(escapeHtml(EVIL))).toHaveLength(18 + 1);
    const harmless = html.replaceAll(escapeHtml(EVIL), '');
    expect(harmless).not.toMatch(/<script|<img|alert|onerror/);
    for (const tag of ['table', 'tr', 'td', 'th', 'div', 'span']) {
      expect(html.match(new RegExp(`<${tag}[ >]`, 'g'))?.length).toBe(html.match(new RegExp(`</${tag}>`, 'g'))?.length);
    }
    expect(asText(doc)).toContain(EVIL);
  });
});

describe('people’s words in one line', () => {
  it('lose breaks, invisible letters, links, mailboxes and long numbers', () => {
    expect(plainLine('停水\r\n了\t三天\u202E\u200B \u0000')).toBe('停水 了 三天');
    expect(plainLine('看http://evil.example/a?b=c这里和www.evil.example')).toBe('看[链接]这里和[链接]');
    expect(plainLine('javascript://x%0aalert(1)')).toBe('[链接]');
    expect(plainLine('找a.b@evil.example或13800138000、32100219800101123X')).toBe('找[邮箱]或138****00、321****3X');
    expect(plainLine('123456不遮')).toBe('123456不遮');
    expect(plainLine('𠮷'.repeat(70))).toBe(`${'𠮷'.repeat(59)}…`);
  });
});

describe('times in words', () => {
  it('are those of Shanghai, without zeros in front', () => {
    expect(shortDay('2026-01-05')).toBe('1月5日');
    expect(shortTime(new Date('2026-11-22T16:05:00Z'))).toBe('11月23日0时5分');
    expect(levels([{ level: '红', count: 1 }, { level: '蓝', count: 2 }])).toBe('红1个、蓝2个');
  });

  it('say how long something is late, from 24:00 of its day', () => {
    const due = new Date('2026-11-20T23:59:59+08:00');
    const late = (wall: string) => lasting(due, new Date(`2026-11-${wall}+08:00`));
    expect([late('21T00:00:00'), late('21T00:59:59'), late('21T01:00:00'), late('21T23:59:59'), late('22T00:00:00'), late('30T12:00:00')])
      .toEqual(['不足1小时', '不足1小时', '1小时', '23小时', '1天', '9天']);
  });
});
