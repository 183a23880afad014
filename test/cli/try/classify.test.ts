import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { installed, NEEDS_PACKAGE, tinyTier2 } from '../../support/tier2.ts';

const BIN = fileURLToPath(new URL('../../../cli/bin.mjs', import.meta.url));
const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/classify/${name}`, import.meta.url));

function run(args: string[], input: string | Buffer = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, 'try', 'classify', ...args], { encoding: 'utf8', input, maxBuffer: 1 << 28 });
  const lines = stdout.split('\n').filter(Boolean).map((l) => JSON.parse(l) as Record<string, unknown>);
  return { status, stderr, lines, codes: lines.map((l) => l['category'] ?? l['error']) };
}
function file(name: string, body: string | Buffer): string {
  const path = join(mkdtempSync(join(tmpdir(), 'yuqing-try-')), name);
  writeFileSync(path, body);
  return path;
}

describe('yuqing try classify', () => {
  it('prints the keys of the contract, one line a row', () => {
    const { status, stderr, lines } = run(['-'], '小区停水两天了\n路灯坏了\n');
    expect([status, stderr, lines.length]).toEqual([0, '', 2]);
    expect(Object.keys(lines[0]!)).toEqual(['category', 'confidence', 'secondary', 'type', 'sentiment', 'urgency', 'flags', 'stance', 'places', 'needsReview', 'evidence']);
    expect(lines[0]!['category']).toBe('UTI');
    const evidence = lines[0]!['evidence'] as { term: string; weight: number }[];
    expect(evidence.every((e) => Object.keys(e).join() === 'term,weight')).toBe(true);
    expect(evidence[0]!.term).toBe('停水');
  });

  it.each(['orders-gb18030.csv', 'orders-bom.csv'])('reads %s: line ends and quotes in cells, a short row told in its place', (name) => {
    const { status, codes } = run([fixture(name)]);
    expect(status).toBe(0);
    expect(codes).toEqual(['UTI', 'TRA', '第4行的列数不够', 'OTH', 'ENV']);
  });

  it('reads .jsonl: bad rows told in their place, U+2028 is no line end', () => {
    const { status, codes } = run([fixture('messages.jsonl')]);
    expect(status).toBe(0);
    expect(codes).toEqual([
      'WAG', '第2行没有文本字段“text”,请用 --field 指定', '第3行不是有效的 JSON', 'UTI',
      '第6行没有文本字段“text”,请用 --field 指定', '第7行没有文本字段“text”,请用 --field 指定', 'OTH',
    ]);
  });

  it('takes another column, and tells those there are', () => {
    const tsv = file('a.csv', '编号\t说明\n1\t小区停水两天了\n');
    expect(run([tsv, '--field', '说明']).codes).toEqual(['UTI']);
    expect(run([tsv])).toMatchObject({ status: 1, lines: [], stderr: expect.stringMatching(/找不到文本列;文件里的列:编号、说明.*--field/) });
    expect(run([tsv, '--field', '无'])).toMatchObject({ status: 1, stderr: expect.stringMatching(/找不到列“无”/) });
    expect(run([file('b.jsonl', '{"t":"小区停水两天了"}'), '--field', 't']).codes).toEqual(['UTI']);
  });

  it('knows .jsonl from plain lines on stdin; every plain line is a row, an empty one too', () => {
    expect(run(['-'], '{"text":"小区停水两天了"}\n').codes).toEqual(['UTI']);
    expect(run(['-'], '小区停水两天了\r\n\r\n路灯坏了').codes).toEqual(['UTI', 'OTH', 'TRA']);
    expect(run(['-'], '').lines).toEqual([]);
    expect(run([file('c.txt', Buffer.from('\ufeff小区停水两天了\n', 'utf16le'))]).codes).toEqual(['UTI']);
  });

  it('puts a line of more than 4 MB aside and goes on; NULs and broken bytes do no harm', () => {
    const body = Buffer.concat([Buffer.from('小区停水两天了\n'), Buffer.from('水'.repeat(2_000_000)), Buffer.from('\n停\0水\n'), Buffer.from([0xff, 0xff, 0xff]), Buffer.from('\n路灯坏了\n')]);
    const { status, codes } = run([file('d.txt', body)]);
    expect(status).toBe(0);
    expect(codes).toEqual(['UTI', '第2行超过 4 MB,没有研判', expect.any(String), '第4行的文字编码损坏,既不是 UTF-8 也不是 GB18030', 'TRA']);
  });

  it('an open quote costs its own row only', () => {
    const { codes } = run([file('e.csv', 'text,n\n"小区停水两天了,1\n"路灯坏了",2\n包工头拖欠工资,3\n')]);
    expect(codes).toEqual(['第2行的引号没有闭合', 'TRA', 'WAG']);
  });

  it.each([
    ['a file that is not there', ['/nowhere/x.jsonl'], /找不到文件/],
    ['a folder', [tmpdir()], /读不了/],
    ['a model that is not there', ['-', '--model', '/nowhere'], /缺少研判模型文件/],
    ['a model of tier 2 where tier 1 is asked for', ['-', '--model', tinyTier2()], /里是第二级模型,--tier 1 用不上它。请加 --tier auto/],
    ['a tier that there is not', ['-', '--tier', '3'], /--tier/],
    ['no argument', [], /缺少参数/],
  ])('tells of %s', (_name, args, message) => {
    const { status, stderr, lines } = run(args);
    expect([status, lines]).toEqual([1, []]);
    expect(stderr).toMatch(message);
  });

  it('ends quietly when the reader has seen enough', async () => {
    const many = file('f.txt', '小区停水两天了\n'.repeat(20_000));
    const child = spawn(process.execPath, [BIN, 'try', 'classify', many], { stdio: ['ignore', 'pipe', 'pipe'] });
    let told = '';
    child.stderr.on('data', (d) => { told += String(d); });
    await once(child.stdout, 'data');
    child.stdout.destroy();
    const [code] = await once(child, 'close');
    expect([code, told]).toEqual([0, '']);
  });
});

if (!installed) console.warn(`跳过第二级模型的测试:${NEEDS_PACKAGE}`);

describe.skipIf(!installed)('yuqing try classify --tier', () => {
  it('auto tells which tier decided, in the order of the rows, faults in their place', () => {
    const { status, stderr, lines } = run(['-', '--tier', 'auto'], '{"text":"小区停水两天了"}\n{"t":1}\n{"text":"答应的事情一直没有办,请给个说法"}\n');
    expect([status, stderr]).toEqual([0, '']);
    expect(lines.map((l) => l['tier'] ?? l['error'])).toEqual([1, expect.stringContaining('第2行'), 2]);
    expect(Object.keys(lines[2]!).at(-1)).toBe('tier');
  });

  it('2 is the transformer alone, with the keys of the contract', () => {
    const { status, lines } = run(['-', '--tier', '2'], '包工头拖欠工资\n');
    expect([status, lines[0]!['category'], 'tier' in lines[0]!]).toEqual([0, 'WAG', false]);
  });

  it('takes another directory of the same layout, and tells of one that is not', () => {
    const loud = Array.from({ length: 26 }, (_, k) => (k === 24 ? 1 : 0)); // POL
    const dir = tinyTier2({ logits: loud, type: [0, 0, 0, 0, 0, 0, 0], urgency: [0, 0, 0], sentiment: [0, 0, 0], flags: [0, 0, 0, 0, 0, 0, 0, 0, 0] });
    expect(run(['-', '--tier', '2', '--model', dir], '小区停水两天了\n').codes).toEqual(['POL']);
    expect(run(['-', '--tier', 'auto', '--model', tinyTier2({ logits: [0] })], '答应的事情一直没有办,请给个说法\n')).toMatchObject({ status: 1, lines: [], stderr: expect.stringMatching(/输出 logits 的形状应为 \[1, 26\],实为 \[1, 1\].*MODEL_DAMAGED/s) });
  });
});
