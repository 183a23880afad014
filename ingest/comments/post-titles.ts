import type { IncomingItem } from '../../model/index.ts';
import { cleanOrderNo } from '../hotline/order-no.ts';
import type { Given } from './cells.ts';
import type { Header } from './header.ts';

/** Posts of a file whose titles are remembered for the comments behind them. */
const MOST_POSTS = 100_000;
const LONGEST = 300;

/** Titles of the posts of a file, by number: in a workbook of MediaCrawler the comments follow in the next sheet. */
export class PostTitles {
  private readonly titles = new Map<string, string>();

  note(header: Header, item: IncomingItem): void {
    if (header.kind === 'post' && item.title !== null && item.title.length <= LONGEST && this.titles.size < MOST_POSTS) this.titles.set(item.externalId, item.title);
  }

  /** What is given to a row, with the title of its post. */
  give(header: Header, cells: readonly string[], given: Given): Given {
    const column = header.columns.post_no?.[0];
    const title = header.kind === 'comment' && column !== undefined ? this.titles.get(cleanOrderNo(cells[column] ?? '')) : undefined;
    return title === undefined ? given : { title, ...given };
  }
}
