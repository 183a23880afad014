import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeBytes } from '../../../ingest/decode.ts';
import { detectEncoding } from '../../../ingest/decode/detect.ts';

describe('bytes that say nothing of themselves', () => {
  it.each([
    ['gb18030', '某小区连续三天停水,居民多次拨打电话没有人处理,希望有关部门尽快解决。', 'gb18030'],
    ['gb18030, four words', '黑车非法营运', 'gb18030'],
    ['gb18030, one word', '路灯', 'gb18030'],
    ['gb18030 in a long English page', `${'<p class="x">plain</p>\n'.repeat(2_000)}某小区连续三天停水,居民反映问题`, 'gb18030'],
    ['big5', '某社區連續三天停水,居民多次打電話沒有人處理,希望有關單位儘快解決這個問題。', 'big5'],
    ['euc-jp', 'このたびの大雨で道路が冠水し、住民から苦情が寄せられています。', 'euc-jp'],
    ['shift_jis', 'このたびの大雨で道路が冠水し、住民から苦情が寄せられています。', 'shift_jis'],
    ['euc-kr', '이번 폭우로 도로가 침수되어 주민들의 민원이 이어지고 있습니다. 빠른 조치를 바랍니다. 담당 부서에서는 현장을 확인하고 있습니다.', 'euc-kr'],
    ['koi8-r', 'Жители жалуются на отсутствие воды в течение трёх дней', 'koi8-r'],
    ['windows-1251', 'Жители жалуются на отсутствие воды в течение трёх дней', 'windows-1251'],
    ['tis-620', 'ประชาชนร้องเรียนว่าน้ำไม่ไหลมาสามวันแล้วและยังไม่มีหน่วยงานใดเข้ามาแก้ไขปัญหา', 'tis620'],
    ['windows-1252', 'Não há solução: as situações pioram e a população não é atendida', 'windows-1252'],
    ['windows-1252', 'Die Bürger beschweren sich über Lärm, Müll und die Straßenbeleuchtung', 'windows-1252'],
    ['windows-1252', 'Les habitants se plaignent de la qualité de l’eau à l’école', 'windows-1252'],
  ])('%s', (name, text, codec) => {
    expect(detectEncoding(iconv.encode(`<title>${text}</title>\n`, codec))).toBe(name.split(',')[0]!.split(' ')[0]);
  });

  it('are told to be guessed, and lost nothing', () => {
    const text = '<rss><title>某小区连续三天停水</title></rss>';
    expect(decodeBytes(iconv.encode(text, 'gb18030'))).toEqual({ text, encoding: 'gb18030', malformed: true, replaced: 0, marks: ['encoding-guessed'] });
  });
});

it('any bytes give some text, and the same text again', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), fc.option(fc.string({ maxLength: 20 }), { nil: undefined }), (bytes, charset) => {
    const hints = { kind: 'xml' as const, ...(charset === undefined ? {} : { contentType: `text/xml; charset=${charset}` }) };
    const read = decodeBytes(bytes, hints);
    expect(read.encoding).toMatch(/^[a-z0-9_-]+$/);
    expect(decodeBytes(bytes, hints)).toEqual(read);
  }), { numRuns: 500 });
});

it('whatever Chinese is written in gb18030 under its label comes back as it was', () => {
  const chinese = fc.string({ unit: fc.integer({ min: 0x4e00, max: 0x9fff }).map((n) => String.fromCodePoint(n)), minLength: 1, maxLength: 60 });
  fc.assert(fc.property(chinese, (title) => {
    const text = `<?xml version="1.0" encoding="gb2312"?><title>${title}</title>`;
    expect(decodeBytes(iconv.encode(text, 'gb18030'), { kind: 'xml' }).text).toBe(text);
  }), { numRuns: 300 });
});
