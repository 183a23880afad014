import type { FastifySerializerCompiler, FastifySchemaCompiler, FastifyTypeProvider } from 'fastify';
import { z } from 'zod';
import { YuqingError } from '../../model/index.ts';

/** Route schemas are zod schemas: handlers get what they say, and replies carry only what they say. */
export interface ZodTypes extends FastifyTypeProvider {
  readonly validator: this['schema'] extends z.ZodType ? z.output<this['schema']> : unknown;
  readonly serializer: this['schema'] extends z.ZodType ? z.input<this['schema']> : unknown;
}

const inChinese = { error: z.locales.zhCN().localeError };

/** What does not fit is told in Chinese, with the name of the parameter. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema }) => (data: unknown) => {
  const parsed = schema.safeParse(data, inChinese);
  if (parsed.success) return { value: parsed.data };
  const faults = parsed.error.issues.map((i) => `${i.path.join('.') || '请求体'}(${i.message})`);
  return { error: new YuqingError('REQUEST_INVALID', `请求参数有误:${faults.join(';')}`, '请修正后重试', { cause: parsed.error }) };
};

/** A column that a route does not name never leaves the house: unknown keys are stripped here. */
export const serializerCompiler: FastifySerializerCompiler<z.ZodType> = ({ schema }) => (data: unknown) =>
  JSON.stringify(schema.parse(data));
