/** What a column of a list of sources can say. */
export type ListField = 'name' | 'url' | 'kind' | 'keywords' | 'channel' | 'interval' | 'render' | 'profile' | 'allowHosts' | 'enabled';

/** Column names by field, best first. */
const ALIASES: Record<ListField, string> = {
  name: '名称 信源名称 信源 网站名称 站点名称 网站名 站点 媒体名称 媒体 栏目名称 栏目 来源名称 账号名称 标题 name title sourcename sitename',
  url: '网址 网站网址 网站地址 站点地址 栏目网址 栏目地址 栏目链接 订阅地址 订阅源地址 链接 链接地址 地址 域名 首页 首页网址 首页地址 url link xmlurl feedurl rss rss地址 website',
  kind: '种类 信源种类 信源类型 类型 类别 监测方式 采集方式 kind type sourcetype',
  keywords: '关键词 关键字 监测词 监测关键词 监测关键字 关注词 主题词 keywords keyword',
  channel: '渠道 来源渠道 信息渠道 channel',
  interval: '间隔分钟 间隔 抓取间隔 采集间隔 监测间隔 监测频率 抓取频率 采集频率 频率 interval intervalminutes minutes',
  render: '渲染 是否渲染 浏览器渲染 动态页面 动态网页 render',
  profile: '辖区配置 辖区 配置 profile profileid',
  allowHosts: '内网主机 内网地址 允许主机 允许的主机 allowhosts allowhost',
  enabled: '启用 是否启用 启用状态 enabled',
};

/** Width, case, spaces and remarks in brackets do not count: `columnKey('网址(必填)*')` → `'网址'`. */
const columnKey = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\([^)]*\)|\[[^\]]*\]|【[^】]*】/g, '').replace(/[\s_\-*:.·、/\\"'\u200b\ufeff\0]+/g, '');

const table = new Map<string, { field: ListField; rank: number }>();
for (const [field, names] of Object.entries(ALIASES) as [ListField, string][]) {
  for (const [rank, name] of names.split(' ').entries()) table.set(columnKey(name), { field, rank });
}
const LONGEST_COLUMN_NAME = 30;
const meaningOf = (cell: string) => (cell.length > LONGEST_COLUMN_NAME ? undefined : table.get(columnKey(cell)));

export interface ListHeader {
  names: string[];
  /** Which column speaks for a field: of several the one with the best name. */
  columns: Partial<Record<ListField, number>>;
  /** Names of columns that say nothing to us. */
  unused: string[];
}

/** Column names known; 0 where the cells cannot be a header: a list of sources has addresses. */
export function scoreListHeader(cells: readonly string[]): number {
  const fields = new Set(cells.map((cell) => meaningOf(cell)?.field));
  fields.delete(undefined);
  return fields.has('url') ? fields.size : 0;
}

export function readListHeader(cells: readonly string[]): ListHeader {
  const columns: ListHeader['columns'] = {};
  const ranks = new Map<ListField, number>();
  const unused: string[] = [];
  for (const [i, cell] of cells.entries()) {
    const meaning = meaningOf(cell);
    if (!meaning) {
      if (cell.trim() !== '') unused.push(cell.trim());
      continue;
    }
    if (meaning.rank >= (ranks.get(meaning.field) ?? Infinity)) continue;
    ranks.set(meaning.field, meaning.rank);
    columns[meaning.field] = i;
  }
  return { names: cells.map((c) => c.trim()), columns, unused };
}
