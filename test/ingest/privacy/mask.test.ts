import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskText } from '../../../ingest/privacy/mask.ts';
import { maskKnownName, maskName } from '../../../ingest/privacy/name.ts';
import { hasIdCheck, hasLuhn } from '../../../ingest/privacy/numbers.ts';

/** An ID number and a card number of nobody, with the right check digits. */
const idOf = (first17: string) => [...'0123456789X'].map((c) => first17 + c).find(hasIdCheck)!;
const cardOf = (digits: string) => [...'0123456789'].map((c) => digits + c).find(hasLuhn)!;
const ID = idOf('32100119900101001');
const CARD = cardOf('621700123456789012');

describe('maskText hides', () => {
  it.each([
    ['请回电13812345678', '请回电138****5678'],
    ['电话:138 1234 5678', '电话:138****5678'],
    ['138-1234-5678是我', '138****5678是我'],
    ['+86 13812345678', '+86 138****5678'],
    ['8613812345678', '138****5678'],
    ['tel13812345678转', 'tel138****5678转'],
    ['１３８１２３４５６７８', '138****5678'],
    ['2025-09-01 13812345678', '2025-09-01 138****5678'],
    ['13812345678，13987654321', '138****5678，139****4321'],
  ])('mobile numbers: %s', (text, masked) => {
    expect(maskText(text).text).toBe(masked);
  });

  it.each([
    ['0898-66123456', '0898-66****56'],
    ['座机（0514）87654321', '座机0514-87****21'],
    ['02587654321', '025-87****21'],
    ['010 6612345', '010-66****45'],
    ['联系电话：66123456', '联系电话：66****56'],
    ['拨打6595778无人接', '拨打65****78无人接'],
  ])('landlines: %s', (text, masked) => {
    expect(maskText(text).text).toBe(masked);
  });

  it('ID numbers: by their check digit, or where the text calls them so', () => {
    expect(maskText(`我是${ID}`).text).toBe(`我是321*************${ID.slice(-2)}`);
    expect(maskText('身份证号：32100119900101001').text).toBe('身份证号：321************01');
    expect(maskText('320101850712345办的').text).toBe('320**********45办的');
    expect(maskText(`${idOf('11010519491231002').slice(0, 17)}x`).text).toBe('110*************2x');
  });

  it('bank cards wholly', () => {
    expect(maskText(`打到${CARD}`).text).toBe(`打到${'*'.repeat(CARD.length)}`);
    expect(maskText('卡号：6230520150007457000').text).toBe(`卡号：${'*'.repeat(19)}`);
    const spaced = cardOf('622200123456789').replace(/(\d{4})(?=\d)/g, '$1 ');
    expect(maskText(spaced).text).toBe('*'.repeat(16));
  });

  it.each([
    ['苏K12345乱停', '苏K*****乱停'], ['琼A·8D668', '琼A*****'], ['苏KD12345新能源', '苏K*****新能源'], ['粤B1234学', '粤B*****'], ['苏k 5a5a5', '苏k*****'],
  ])('plates: %s', (text, masked) => {
    expect(maskText(text).text).toBe(masked);
  });

  it.each([
    ['邮箱zhang.san@example.com.cn，', '邮箱******，'], ['加微信zhangsan_88', '加微信******'], ['微信号：wxid_abc123', '微信号：******'], ['vx: Abcdef1', 'vx: ******'],
    ['QQ号是123456789', 'QQ号是******'], ['我的qq 12345', '我的qq ******'],
  ])('accounts: %s', (text, masked) => {
    expect(maskText(text).text).toBe(masked);
  });

  it('and hands out what it has hidden', () => {
    expect(maskText(`13812345678 ${ID} 苏K12345 a@b.cn`).found).toEqual([
      { kind: 'email', value: 'a@b.cn' }, { kind: 'phone', value: '13812345678' }, { kind: 'id', value: ID }, { kind: 'plate', value: '苏K12345' },
    ]);
  });
});

describe('maskText leaves alone', () => {
  it.each([
    '【工单：20180404159024】', '工单编号20180404159024', '工单号：13812345678', '政府工单号（2018040415902）', '（工单编号：18012345678）',
    '受理编号:2017130611', '流水号62170012345678901', '罚单号4601027008716690', '违章代码460101100247227', '执照注册号：320101850712345',
    '订单号13812345678', 'HK201708080216', '20180404159024', '46010720180404001X',
    '共13812345678.50元', '欠款13800000000元', '投资4000000000万元', '8400000元',
    '拨打12345', '12315、12348、96333', '400-611-1111', '4006111111', '客服电话95588', '客服95071699',
    '2025-09-01 08:05:00', '2025年9月1日', '3栋2单元漏水', '(2025)苏10民初1234号', '国办发〔2016〕61号',
    '京A区', '苏北123456号文', '最新A12345', '川A级景区', '桂G2栋', '浙江A座', '粤B12',
    '微信公众号', '微信反映：路灯坏了', '微信小程序', '微信支付2025', 'QQ浏览器', '微信android手机',
    '@办公室', '价格@三元', '138****5678', '身份证已办', '电视号：55177713', '统一信用代码：92460106MA5RXXXX00',
  ])('%s', (text) => {
    expect(maskText(text)).toEqual({ text, found: [] });
  });
});

describe('maskText on any text', () => {
  const parts = fc.array(fc.constantFrom('13812345678', ID, CARD, '苏K12345', '工单：20180404159024', '电话', '，', ' ', '-', '0898', '66123456', '1', 'a@b.cn', '微信', 'abcdef', 'QQ', '12345', '元', '１', '\n',
    '我叫', '张建国', '李娜', '女士', '市民', '反映', '住', '清河小区', '3栋', '2单元', '502室', '三年级2班', '女儿', '今年8岁', '一三八', '零零', '138', '0013', '护照', 'E12345678', '军字第', '·', '买买提', '此致敬礼', '*', '***', 'openid'), { maxLength: 14 }).map((p) => p.join(''));

  it('hides nothing twice and loses nothing else', () => {
    fc.assert(fc.property(parts, (text) => {
      const once = maskText(text);
      expect(maskText(once.text).text).toBe(once.text);
      // Where nothing was found nothing but the width of digits has changed.
      const untouched = once.found.length > 0 || once.text === text || once.text.normalize('NFKC') === text.normalize('NFKC');
      expect(untouched).toBe(true);
    }), { numRuns: 3_000 });
  });

  it('never shows a mobile number that stands alone', () => {
    const around = fc.constantFrom('', '，', ' ', '电话', '(', '）', '打', '\n', '：');
    const mobile = fc.tuple(fc.constantFrom('3', '5', '7', '8', '9'), fc.stringMatching(/^\d{9}$/)).map(([second, rest]) => `1${second}${rest}`);
    fc.assert(fc.property(around, mobile, around, (before, number, after) => {
      const { text, found } = maskText(before + number + after);
      expect(text).not.toContain(number);
      expect(found).toContainEqual({ kind: 'phone', value: number });
    }), { numRuns: 1_000 });
  });

  it('does not stumble over arbitrary text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(typeof maskText(text).text).toBe('string');
    }), { numRuns: 2_000 });
  });

  it('adds at most six characters for each thing that it hides', () => {
    fc.assert(fc.property(parts, (text) => {
      const { text: masked, found } = maskText(text);
      expect(masked.length).toBeLessThanOrEqual(text.length + 6 * found.length);
    }), { numRuns: 2_000 });
  });

  it('is done with a long text of digits, letters and signs', () => {
    for (const piece of ['1', '1 ', 'a', 'a@', 'a.', '微信', '苏K', '0898-', 'qq1', '1 3', '一', '一 ', '①', '我叫', '我叫张', '住', '住1', '3栋', '3栋2单元', '女儿张', '女儿张明', '三年级2班', '护照', '护照E', '·', '张·', '先生', '张建国先生', '138****5678', '1-1-', 'o1A', '微信:']) expect(maskText(piece.repeat(200_000)).text.length).toBeGreaterThan(0);
  });
});

describe('names', () => {
  it('are cut to the family name, of two characters where it has two', () => {
    expect(['张三', '张三丰', '欧阳锋', '李'].map(maskName)).toEqual(['张*', '张*', '欧阳*', '李*']);
  });

  it('are hidden in a text only where the row itself tells them', () => {
    expect(maskKnownName('我叫张三丰,住河东', '张三丰')).toBe('我叫张*,住河东');
    expect(maskKnownName('李先生反映', '李先生')).toBe('李先生反映');
    expect(maskKnownName('用户A0001', 'A0001')).toBe('用户A0001');
    expect(maskKnownName('张三丰', null)).toBe('张三丰');
  });
});
