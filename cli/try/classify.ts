import { parse } from 'csv-parse';
import { Command } from 'commander';
import { createReadStream, existsSync } from 'node:fs';
import { once } from 'node:events';
import { isUtf8 } from 'node:buffer';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { loadModel, type Model } from '../../classify/model.ts';
import { YuqingError } from '../../model/index.ts';

/** Columns that hold the text, in the order they are tried. */
const TEXT_FIELDS = ['text', '诉求内容', '留言详情', '留言内容', '工单描述', '来信内容', '内容', '正文', 'content', 'body'];
const MAX_ROW = 1_000_000;

export function tryClassifyCommand(): Command {
  return new Command('classify')
    .description('试研判:每个输入行输出一行 JSON(类别、诉求类型、情感、紧急度、旗标、依据词)')
    .argument('<文件>', '.jsonl、.csv 或每行一条的文本;- 为标准输入')
    .option('--field <列>', '文本所在的列')
    .option('--model <目录>', '用另一个目录里的模型')
    .action(async (file: string, opts: { field?: string; model?: string }) => {
      if (file !== '-' && !existsSync(file)) throw new YuqingError('FILE_NOT_FOUND', `找不到文件:${file}`, '请核对路径');
      await classifyAll(loadModel(opts.model), readTexts(file, opts.field));
    });
}

/** One input row: its text, or why it has none. */
type Row = { text: string } | { error: string };

async function classifyAll(model: Model, rows: AsyncGenerator<Row>): Promise<void> {
  // Lines go out in blocks: a write per row would cost more than the judgement.
  let block: string[] = [];
  const flush = async () => {
    const text = block.join('');
    block = [];
    if (text && !process.stdout.write(text)) await once(process.stdout, 'drain');
  };
  for await (const row of rows) {
    block.push(`${JSON.stringify('error' in row ? row : line(model, row.text))}\n`);
    if (block.length >= 256) await flush();
  }
  await flush();
}

function line(model: Model, text: string): object {
  const v = model.judge(text);
  return {
    category: v.category, confidence: v.confidence, secondary: v.secondary, type: v.type, sentiment: v.sentiment, urgency: v.urgency,
    flags: v.flags, needsReview: v.needsReview, evidence: v.evidence.map(({ term, weight }) => ({ term, weight })),
  };
}

/** The first bytes of the input and the whole of it, decoded as what it is. */
async function open(file: string): Promise<{ head: string; stream: Readable }> {
  const source = file === '-' ? process.stdin : createReadStream(file);
  const iterator = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const first = await iterator.next();
  const bytes = first.done ? Buffer.alloc(0) : Buffer.from(first.value);
  // The last character of the first block may be cut; its tail does not decide.
  const utf8 = [0, 1, 2, 3].some((cut) => isUtf8(bytes.subarray(0, Math.max(0, bytes.length - cut))));
  const decoder = new TextDecoder(utf8 ? 'utf-8' : 'gb18030');
  const head = decoder.decode(bytes, { stream: true });
  async function* decoded() {
    yield head;
    for (;;) {
      const next = await iterator.next();
      if (next.done) break;
      yield decoder.decode(next.value, { stream: true });
    }
    yield decoder.decode();
  }
  return { head, stream: Readable.from(decoded()) };
}

async function* readTexts(file: string, field: string | undefined): AsyncGenerator<Row> {
  const { head, stream } = await open(file);
  const looksJson = head.trimStart().startsWith('{');
  if (file.endsWith('.jsonl') || (!file.endsWith('.csv') && looksJson)) yield* jsonRows(stream, field ?? 'text');
  else if (file.endsWith('.csv')) yield* csvRows(stream, field);
  else yield* plainRows(stream);
}

const lines = (stream: Readable) => createInterface({ input: stream, crlfDelay: Infinity });

async function* jsonRows(stream: Readable, field: string): AsyncGenerator<Row> {
  let n = 0;
  for await (const text of lines(stream)) {
    n += 1;
    if (text.trim() === '') continue;
    try {
      const value: unknown = (JSON.parse(text) as Record<string, unknown>)[field];
      yield typeof value === 'string' ? { text: value } : { error: `第${n}行没有文本字段“${field}”,请用 --field 指定` };
    } catch {
      yield { error: `第${n}行不是有效的 JSON` };
    }
  }
}

async function* plainRows(stream: Readable): AsyncGenerator<Row> {
  for await (const text of lines(stream)) if (text.trim() !== '') yield { text };
}

async function* csvRows(stream: Readable, field: string | undefined): AsyncGenerator<Row> {
  const parser = stream.pipe(parse({ bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, max_record_size: MAX_ROW }));
  let column = -1;
  let header: string[] | null = null;
  let n = 1;
  for await (const record of parser as AsyncIterable<string[]>) {
    if (!header) {
      header = record.map((h) => h.trim());
      column = field === undefined ? TEXT_FIELDS.map((f) => header!.indexOf(f)).find((k) => k >= 0) ?? -1 : header.indexOf(field);
      if (column < 0) {
        throw new YuqingError('HEADER_UNRECOGNISED', `找不到${field === undefined ? '文本列' : `列“${field}”`};文件里的列:${header.join('、')}`, '请用 --field 列名 指定');
      }
      continue;
    }
    n += 1;
    const text = record[column];
    yield text === undefined ? { error: `第${n}行的列数不够` } : { text };
  }
}
