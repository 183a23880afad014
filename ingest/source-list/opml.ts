import { readOpml } from '../opml/read.ts';
import { MOST_FEEDS } from '../opml/types.ts';
import { LONGEST_NAME, type ListEvent } from './types.ts';
import { addressOf } from './values.ts';

/**
 * The feeds of an OPML list as sources; a row is the place of the feed among the feeds of the document.
 *
 * @throws what `readOpml` throws
 */
export function* readListOpml(bytes: Uint8Array): Generator<ListEvent> {
  const opml = readOpml(bytes);
  for (const feed of opml.feeds) {
    const cells = [feed.title ?? '', feed.xmlUrl, feed.htmlUrl ?? '', feed.groups.join('/')];
    const url = addressOf(feed.xmlUrl);
    if (url === null) {
      yield { type: 'reject', reject: { row: feed.row, column: 'xmlUrl', code: 'CONFIG_INVALID', reason: `第 ${feed.row} 条的 xmlUrl 不是完整的网址`, cells } };
      continue;
    }
    const { host } = new URL(url);
    yield {
      type: 'source',
      source: {
        at: { row: feed.row }, kind: 'feed', name: (feed.title ?? host).slice(0, LONGEST_NAME).toWellFormed(), named: false, hints: [...feed.groups.slice(-1), host],
        channel: null, profileId: null, enabled: true, config: { url }, cells,
      },
    };
  }
  if (opml.cut > 0) {
    yield { type: 'reject', reject: { row: MOST_FEEDS + 1, column: null, code: 'FETCH_TOO_LARGE', reason: `清单超过 ${MOST_FEEDS} 个订阅源,后面的 ${opml.cut} 个没有读`, cells: [] } };
  }
}
