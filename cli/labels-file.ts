import { existsSync, statSync } from 'node:fs';
import { decodeRecord } from '../ingest/table/encoding.ts';
import { RecordCutter, type RawRecord } from '../ingest/table/records.ts';
import { isBlank, textChunks } from '../ingest/table/text.ts';
import { YuqingError } from '../model/index.ts';

/** A line of a .jsonl file: its JSON, or why it cannot be read. */
export type LabelLine = { line: number; value: unknown } | { line: number; reason: string };

const LF = 0x0a;
/** A longer line is put aside and never held in memory; bytes. */
const LINE_LIMIT = 1 << 20;

/**
 * Lines of a .jsonl file, a chunk at a time; blank lines are none. UTF-8, UTF-16, GB18030.
 *
 * @throws FILE_NOT_FOUND
 */
export async function* labelLines(file: string): AsyncGenerator<LabelLine> {
  if (!existsSync(file)) throw new YuqingError('FILE_NOT_FOUND', `找不到文件:${file}`, '请核对路径');
  if (!statSync(file).isFile()) throw new YuqingError('FILE_NOT_FOUND', `不是文件:${file}`, '请给出一个 .jsonl 文件');
  const cutter = new RecordCutter({ newline: LF, delimiter: null, limit: LINE_LIMIT });
  let line = 0;
  let encoding: 'utf-8' | 'gb18030' = 'utf-8';
  const read = function* (records: RawRecord[]): Generator<LabelLine> {
    for (const record of records) {
      line += 1;
      if (record.fault) {
        yield { line, reason: `超过 ${LINE_LIMIT >> 20} MB` };
        continue;
      }
      const text = decodeRecord(record.bytes, encoding)?.text;
      if (text === undefined) yield { line, reason: '文字编码损坏,既不是 UTF-8 也不是 GB18030' };
      else if (!isBlank(text)) yield parsed(line, text);
    }
  };
  for await (const chunk of textChunks(file)) {
    encoding = chunk.encoding;
    yield* read(cutter.push(chunk.bytes));
  }
  yield* read(cutter.end());
}

function parsed(line: number, text: string): LabelLine {
  try {
    return { line, value: JSON.parse(text) as unknown };
  } catch {
    return { line, reason: '不是有效的 JSON' };
  }
}
