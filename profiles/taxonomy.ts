import { join } from 'node:path';
import { z } from 'zod';
import { CATEGORY_CODES, type CategoryCode } from '../model/index.ts';
import { readData, SHIPPED } from './read.ts';

const categorySchema = z.object({
  code: z.enum(CATEGORY_CODES),
  name: z.string().min(1),
  en: z.string(),
  subtopics: z.array(z.string()),
  keywords: z.array(z.string()),
  /** 通用牵头部门, with the names of today; notes in brackets, `条件→单位` for exceptions, parts cut by ";". */
  lead_generic: z.string().min(1),
  seeds: z.array(z.string()),
  base_sensitivity: z.enum(['低', '中', '高', '极高']),
}).strict();
type Category = z.infer<typeof categorySchema>;

const taxonomySchema = z.object({ version: z.string(), categories: z.array(categorySchema) }).strict()
  .superRefine(({ categories }, ctx) => {
    const missing = CATEGORY_CODES.filter((code) => categories.filter((c) => c.code === code).length !== 1);
    if (missing.length > 0) ctx.addIssue({ code: 'custom', path: ['categories'], message: `这些类别应各有且只有一个:${missing.join('、')}` });
  });
type Taxonomy = z.infer<typeof taxonomySchema>;

const cache = new Map<string, Taxonomy>();

/** The 26 categories with their names, keywords and usual leads; read once per process. */
export function loadTaxonomy(dir: string = SHIPPED): Taxonomy {
  let taxonomy = cache.get(dir);
  if (!taxonomy) {
    taxonomy = readData(join(dir, 'taxonomy.json'), taxonomySchema, 'PROFILE_INVALID');
    cache.set(dir, taxonomy);
  }
  return taxonomy;
}

/** `category('EDU').name` → `教育就学` */
export function category(code: CategoryCode): Category {
  // The schema has made sure that every code is there.
  return loadTaxonomy().categories.find((c) => c.code === code)!;
}

/** `categoryName('EDU')` → `教育就学` */
export const categoryName = (code: CategoryCode): string => category(code).name;
