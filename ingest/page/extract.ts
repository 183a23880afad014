import type { Article } from './types.ts';
import { markAside } from './aside.ts';
import { bylineOf, namedAuthor } from './byline.ts';
import { chooseBody } from './candidate.ts';
import { publishedOf } from './dating.ts';
import { nearestText } from './embedded.ts';
import { readHead } from './head.ts';
import { MAX_BODY } from './limits.ts';
import { linesOf } from './lines.ts';
import { scriptTexts } from './script-data.ts';
import { surroundingsOf } from './surroundings.ts';
import { titleOf } from './title.ts';
import { parsePage } from './tree.ts';
import { verdictOn, type NoArticle } from './verdict.ts';

export interface Extracted {
  article: Article;
  /** Why there is none. */
  why: NoArticle | null;
}

/** The whole reading of a page: tree, lines, title, body, and what stands around them. */
export function extract(html: string, options: { url?: string; now: Date }): Extracted {
  const root = parsePage(html);
  const head = readHead(root);
  const page = linesOf(root);
  markAside(root, page);
  const title = titleOf(root, head, page.lines);
  const texts = scriptTexts(root);
  const found = chooseBody(root, page, title, texts, head.article.body);
  const why = verdictOn({ root, lines: page.lines, body: found.body, named: found.named || found.by === 'json', title });
  const around = surroundingsOf(page.lines, found, title);
  const time = publishedOf(around, found, head, texts, options);
  const { source, author } = bylineOf({ ...around, body: found.body, head, named: namedAuthor(root, around.above) });
  const inScript = (...keys: string[]) => (found.embedded ? nearestText(texts, found.embedded, keys) : null);
  const article: Article = {
    title: title ?? inScript('title', 'newstitle', 'articletitle', 'headline'),
    body: why === null ? found.body.join('\n').slice(0, MAX_BODY) : '',
    publishedAt: time?.at ?? null,
    precision: time?.precision ?? 'day',
    author: author ?? inScript('author', 'authorname'),
    source: source ?? inScript('source', 'sourcename', 'medianame', 'nickname'),
    by: why === null ? found.by : 'none',
  };
  return { article, why };
}
