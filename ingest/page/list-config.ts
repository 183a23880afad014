import { z } from 'zod';
import { isPattern } from './list-pattern.ts';
import { isSelector } from './list-select.ts';

const MEGABYTE = 1_048_576;

const selector = z.string().min(1).max(500).refine(isSelector, '不是能用的 CSS 选择器');

export const pageConfig = z.object({
  /** The list page; or a saved article page, read by itself. `yuqing import 文件 --kind page` names the file itself. */
  url: z.url({ protocol: /^https?$/ }).optional(),
  file: z.string().min(1).optional(),
  /** In a browser, the list and its articles. */
  render: z.boolean().default(false),
  /** A rendered list is read when this is there; a rendered article when its `body` is. */
  waitFor: selector.optional(),
  /** The articles' links on the list; left out, they are found. */
  links: selector.optional(),
  /** What articles' URLs are like: `/zwgk/*.html`, or a regular expression between slashes. */
  follow: z.string().min(1).max(500).refine(isPattern, '不是能用的正则表达式').optional(),
  /** The link to the next list page; left out, it is found. */
  next: selector.optional(),
  pages: z.number().int().min(1).max(20).default(1),
  title: selector.optional(), body: selector.optional(), date: selector.optional(),
  /** Only articles that hold one of these are kept. */
  keywords: z.array(z.string().trim().min(1)).max(500).default([]),
  /** Links that leave the site are passed over. */
  sameSite: z.boolean().default(true),
  /** Inside hosts (`host` or `host:port`) this source may be fetched from. */
  allowHosts: z.array(z.string()).default([]),
  intervalMinutes: z.number().positive().max(10_080).optional(),
  /** Of one page, also after decompression. */
  maxBytes: z.number().int().positive().default(5 * MEGABYTE),
  /** Of one reading; the rest comes at the next. */
  mostArticles: z.number().int().min(1).max(200).default(30),
  /** Honour robots.txt. */
  robots: z.boolean().default(true),
}).strict();

export type PageConfig = z.infer<typeof pageConfig>;
