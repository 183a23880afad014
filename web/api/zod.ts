import type { FastifySerializerCompiler, FastifySchemaCompiler, FastifyTypeProvider } from 'fastify';
import { z } from 'zod';

/** Route schemas are zod schemas: handlers get what they say, and replies carry only what they say. */
export interface ZodTypes extends FastifyTypeProvider {
  readonly validator: this['schema'] extends z.ZodType ? z.output<this['schema']> : unknown;
  readonly serializer: this['schema'] extends z.ZodType ? z.input<this['schema']> : unknown;
}

const inChinese = { error: z.locales.zhCN().localeError };

export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema }) => (data: unknown) => {
  const parsed = schema.safeParse(data, inChinese);
  return parsed.success ? { value: parsed.data } : { error: parsed.error };
};

/** A column that a route does not name never leaves the house: unknown keys are stripped here. */
export const serializerCompiler: FastifySerializerCompiler<z.ZodType> = ({ schema }) => (data: unknown) =>
  JSON.stringify(schema.parse(data));
