import { existsSync, readdirSync, readFileSync } from 'node:fs';
import Parser from 'rss-parser';
import { decodeBytes } from '../ingest/decode.ts';
import { readFeed } from '../ingest/feed/read.ts';
import { megabytes } from './command.ts';
import { buildCorpus, type CorpusFeed } from './feed-corpus.ts';

const CONFORMANCE = new URL('../../shared/conformance/feeds/', import.meta.url);
const COLUMN = 24;

/** A feed that both can read, and its text as rss-parser wants it. */
interface Both extends CorpusFeed {
  text: string;
  items: number;
}

/** Milliseconds of processor time of each: what else runs on the machine does not count. */
interface Spent {
  ours: number;
  theirs: number;
}

/**
 * `readFeed`, from bytes to readable items, beside rss-parser's bare `parseString`, on text already decoded: the same
 * feeds in turn, round by round, medians of the rounds to stdout. Arguments: number of feeds, items in each, rounds.
 */
export async function run([feeds = '200', items = '50', rounds = '5']: string[]): Promise<void> {
  const corpus = buildCorpus(Number(feeds), Number(items));
  const real = existsSync(CONFORMANCE) ? realFeeds() : [];
  if (real.length === 0) console.warn('没有 ../shared/conformance/feeds:只比自造的订阅源');
  for (const { bytes, contentType } of [...corpus, ...real]) await readFeed(bytes, { contentType });
  const peak = process.resourceUsage().maxRSS * 1_024;

  const built = await readableByBoth(corpus);
  const spent = await timeRounds(built, Number(rounds));
  print(`自造 ${feeds} 个`, built, spent);
  for (const name of new Set(built.map((f) => f.name))) {
    const some = built.map((feed, i) => ({ feed, i })).filter(({ feed }) => feed.name === name);
    print(`  ${name}`, some.map(({ feed }) => feed), spent.map((round) => some.map(({ i }) => round[i]!)));
  }
  if (real.length > 0) {
    const both = await readableByBoth(real);
    print(`公共案例 ${both.length}/${real.length} 个`, both, await timeRounds(both, Number(rounds)));
  }
  console.log(`只跑 readFeed 一遍时,本进程内存峰值 ${megabytes(peak)}(含全部样本)`);
}

function realFeeds(): CorpusFeed[] {
  const names = readdirSync(CONFORMANCE, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:xml|rss|atom)$/.test(name));
  return names.map((name) => ({ name, bytes: readFileSync(new URL(name, CONFORMANCE)), contentType: 'text/xml' }));
}

/** What rss-parser refuses costs it nothing, so it does not count. */
async function readableByBoth(feeds: readonly CorpusFeed[]): Promise<Both[]> {
  const both: Both[] = [];
  for (const feed of feeds) {
    const { text } = decodeBytes(feed.bytes, { kind: 'xml', contentType: feed.contentType });
    const theirs = await new Parser().parseString(text).catch(() => null);
    const ours = await readFeed(feed.bytes, { contentType: feed.contentType });
    if (theirs && ours.ok) both.push({ ...feed, text, items: ours.feed.items.length });
  }
  return both;
}

async function timeRounds(feeds: readonly Both[], rounds: number): Promise<Spent[][]> {
  const all: Spent[][] = [];
  for (let round = 0; round < rounds; round += 1) {
    const spent: Spent[] = [];
    for (const { bytes, contentType, text } of feeds) {
      spent.push({
        ours: await processorTime(() => readFeed(bytes, { contentType })),
        theirs: await processorTime(() => new Parser().parseString(text)),
      });
    }
    all.push(spent);
  }
  return all;
}

async function processorTime(act: () => Promise<unknown>): Promise<number> {
  const from = process.cpuUsage();
  await act();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1_000;
}

function print(title: string, feeds: readonly Both[], rounds: readonly Spent[][]): void {
  const items = feeds.reduce((n, f) => n + f.items, 0);
  const median = (of: keyof Spent) => rounds.map((round) => round.reduce((n, s) => n + s[of], 0)).toSorted((a, b) => a - b)[Math.floor(rounds.length / 2)]!;
  const [ours, theirs] = [median('ours'), median('theirs')];
  const rate = (ms: number) => `${Math.round((1_000 * feeds.length) / ms)} 个/秒 ${Math.round((1_000 * items) / ms)} 条/秒`;
  console.log(`${title.padEnd(COLUMN)}readFeed ${rate(ours)};rss-parser ${rate(theirs)};比值 ${(theirs / ours).toFixed(2)}`);
}
