import { YuqingError, type Fault } from '../../model/index.ts';
import { loadCalendar } from '../../profiles/load.ts';
import { everyMs, siteConfigSchema, type SiteConfig } from '../site/config.ts';
import { askSuspects, crawl, due } from '../site/crawl.ts';
import { deadLinks } from '../site/dead-link.ts';
import { lookAtColumns, staleColumns } from '../site/look-columns.ts';
import { lookAtPolicy } from '../site/look-policy.ts';
import { missingInterpretations } from '../site/policy.ts';
import { loadState, storeState, type SiteState } from '../site/state.ts';
import { isDead } from '../site/suspect.ts';
import { ask, newVisitor, pageOf, type Visitor } from '../site/visit.ts';
import type { SourceKind } from './kind.ts';

/** A reading is over after that, whatever is left: a site where every request takes its whole time holds nobody up. */
const LONGEST_READING_MS = 10 * 60_000;

/**
 * The office's own site, watched (网站信息公开自动化监测): links that lead nowhere, columns that are not kept up, documents
 * without their interpretation. It brings no items.
 */
export const siteKind: SourceKind<SiteConfig> = {
  kind: 'site',
  name: '本单位网站监测',
  summary: '定时巡查本单位网站:死链(含图片、附件)、超期没有更新的栏目、公开后没有按时配发解读的政策文件。每次只查一部分,下次接着查。',
  channel: '政府网站',
  configSchema: siteConfigSchema,
  example: {
    config: siteConfigSchema.parse({
      url: 'https://www.example.gov.cn/',
      columns: [
        { name: '政务要闻', url: 'https://www.example.gov.cn/zwyw/', everyDays: 14 },
        { name: '财政预决算', url: 'https://www.example.gov.cn/zwgk/czyjs/', everyDays: 365 },
        { name: '通知公告', url: 'https://www.example.gov.cn/tzgg/', everyWorkdays: 20 },
      ],
      documents: { url: 'https://www.example.gov.cn/zcwj/', interpretations: { url: 'https://www.example.gov.cn/zcjd/' }, withinWorkdays: 3 },
      ignore: ['/old/', '*.example.gov.cn/search?*'],
    }),
    summary: '每小时查 60 个链接,一天一轮;三个栏目各有更新期限;政策文件公开后 3 个工作日内应有解读',
  },
  rhythm: (config) => ({ everyMs: everyMs(config) }),
  async* read(config, ctx) {
    const calendar = loadCalendar();
    const startedAt = ctx.clock().getTime();
    const state = loadState(ctx.cursor, config, startedAt);
    const visitor = newVisitor(config, ctx, startedAt + LONGEST_READING_MS);
    const home = await openHome(visitor, state);
    const share = Math.floor(config.perReading / 3);
    await lookAtColumns(visitor, state, share, calendar);
    if (config.documents) await lookAtPolicy(visitor, state, config.documents, share);

    // What failed before is asked again after the others, so that an hour has passed since; room is kept for it.
    const again = Math.min(due(visitor, state).length, Math.floor(visitor.purse.left / 2));
    visitor.purse.left -= again;
    await crawl(visitor, state, home);
    visitor.purse.left += again;
    await askSuspects(visitor, state, visitor.purse.left);

    // Was it they who did not answer, or our own line? If it is cut the reading ends here and is done again.
    if (visitor.purse.unanswered > 0) await ask(visitor, config.url);
    yield { type: 'progress', done: state.round.searched, total: null };
    const now = ctx.clock().getTime();
    return { cursor: storeState(state), faults: faultsOf(config, state, now, calendar) };
  },
};

/** @throws FetchError when the home page cannot be opened: then nothing can be said of anything behind it */
async function openHome(visitor: Visitor, state: SiteState) {
  const got = await ask(visitor, visitor.config.url);
  const page = pageOf(got);
  if (!page) throw new YuqingError('CONFIG_INVALID', `网站首页给出的不是网页:${visitor.config.url}`, '请把该信源的 url 改成网站首页的地址');
  state.homeBytes = got.bytes.length;
  return { ...page, url: got.url };
}

function faultsOf(config: SiteConfig, state: SiteState, now: number, calendar: ReturnType<typeof loadCalendar>): Fault[] {
  return [
    ...deadLinks([...state.suspects.values()].filter((suspect) => isDead(suspect, config.patience)), config.url),
    ...staleColumns(config.columns, state, now, calendar),
    ...(config.documents ? missingInterpretations(state.policy, config.documents, now, calendar) : []),
  ];
}
