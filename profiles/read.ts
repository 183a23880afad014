import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { YuqingError, type ErrorCode } from '../model/index.ts';

/** The shipped folder; another one may be named wherever something is loaded. */
export const SHIPPED = fileURLToPath(new URL('.', import.meta.url));

const MAX_SHOWN = 8;
const chinese = z.locales.zhCN().localeError;

/**
 * Reads one data file and checks its shape. Every fault is in one message, with file and field:
 * `profiles/x.json 有 2 处不对:rules[0].clock.n:缺少天数或小时数(n);level:…`
 * @throws YuqingError with `code` when the file cannot be read, is not JSON or has another shape
 */
export function readData<T>(file: string, schema: z.ZodType<T>, code: ErrorCode): T {
  const checked = checkShape(parseJson(file, code), schema);
  if ('data' in checked) return checked.data;
  const { faults } = checked;
  const more = faults.length > MAX_SHOWN ? `;还有 ${faults.length - MAX_SHOWN} 处` : '';
  throw new YuqingError(code, `${file} 有 ${faults.length} 处不对:${faults.slice(0, MAX_SHOWN).join(';')}${more}`, '请按字段名逐处改正后再试');
}

/** A value in its shape, or what is wrong with it, in Chinese with the field: `['clock.n:无效输入:期望 number…']`. */
export function checkShape<T>(value: unknown, schema: z.ZodType<T>): { data: T } | { faults: string[] } {
  const checked = schema.safeParse(value, { error: chinese });
  if (checked.success) return { data: checked.data };
  return { faults: checked.error.issues.map((issue) => `${fieldName(issue.path)}:${issue.message}`) };
}

function parseJson(file: string, code: ErrorCode): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new YuqingError(code, `读不到文件 ${file}`, '请检查文件是否存在、是否有读取权限', { cause: error });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const position = /position (\d+)/.exec((error as Error).message)?.[1];
    const line = position === undefined ? '' : `,第 ${text.slice(0, Number(position)).split('\n').length} 行附近`;
    throw new YuqingError(code, `${file} 不是有效的 JSON${line}`, '请检查逗号、引号和括号是否成对', { cause: error });
  }
}

/** `['rules', 2, 'clock', 'mode']` → `rules[2].clock.mode` */
function fieldName(path: readonly PropertyKey[]): string {
  return path.map((p, i) => (typeof p === 'number' ? `[${p}]` : `${i > 0 ? '.' : ''}${String(p)}`)).join('') || '整个文件';
}
