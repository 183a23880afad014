import { describe, expect, it } from 'vitest';
import { createPlan, type KnownSource, type PlanDefaults } from '../../../ingest/source-list/plan.ts';
import { checkSettings, sameSettings } from '../../../ingest/source-list/settings.ts';
import type { WantedSource } from '../../../ingest/source-list/types.ts';
import { feedKind } from '../../../ingest/sources/feed.ts';
import type { SourceKind } from '../../../ingest/sources/kind.ts';

const kind = feedKind as unknown as SourceKind;
let rows = 1;
const wanted = (name: string, url: string, more: Partial<WantedSource> = {}): WantedSource => ({
  at: { row: (rows += 1) }, kind: 'feed', name, named: true, hints: [], channel: null, profileId: null, enabled: true, config: { url }, cells: [name, url], ...more,
});
const plan = (known: KnownSource[] = [], defaults: Partial<PlanDefaults> = {}) => createPlan(known, { channel: null, profileId: 'national', ...defaults });

describe('a wanted source', () => {
  it('that is new gets its channel and profile from its row, the command, its kind', () => {
    const { place } = plan([], { channel: '论坛' });
    expect([place(wanted('甲', 'https://a.example/')), place(wanted('乙', 'https://b.example/', { channel: '报纸', profileId: 'yangzhou-2018' }))]).toMatchObject([
      { type: 'add', source: { name: '甲', channel: '论坛', profileId: 'national' } }, { type: 'add', source: { name: '乙', channel: '报纸', profileId: 'yangzhou-2018' } },
    ]);
    expect(plan().place(wanted('丙', 'https://c.example/'))).toMatchObject({ source: { channel: '网站' } });
  });

  it('is there already by its address, whatever it is called', () => {
    const { place } = plan([{ name: '老名', kind: 'feed', config: { url: 'https://A.example:443/rss', intervalMinutes: 30 } }]);
    expect(place(wanted('新名', 'https://a.example/rss'))).toEqual({ type: 'there', name: '老名', inList: false, differs: true });
    expect(place(wanted('新名', 'https://a.example/rss', { config: { url: 'https://A.example:443/rss', intervalMinutes: 30, allowHosts: [] } }))).toMatchObject({ differs: false });
  });

  it('that the list names twice is there the second time', () => {
    const { place } = plan();
    expect([place(wanted('甲', 'https://a.example/')), place(wanted('乙', 'https://a.example/'))]).toMatchObject([{ type: 'add' }, { type: 'there', name: '甲', inList: true }]);
  });

  it('whose chosen name is taken is refused; a name made from a title is made unlike', () => {
    const { place } = plan([{ name: '新闻', kind: 'feed', config: { url: 'https://x.example/' } }]);
    expect(place(wanted('新闻', 'https://a.example/'))).toMatchObject({ type: 'reject', reject: { code: 'SOURCE_CONFLICT' } });
    const made = (url: string, hints: string[]) => place(wanted('新闻', url, { named: false, hints }));
    expect([made('https://b.example/', ['媒体', 'b.example']), made('https://c.example/1', ['媒体', 'c.example']), made('https://c.example/2', ['媒体', 'c.example']), made('https://c.example/3', ['媒体', 'c.example'])])
      .toMatchObject(['新闻(媒体)', '新闻(c.example)', '新闻(2)', '新闻(3)'].map((name) => ({ type: 'add', source: { name } })));
    const long = place(wanted('长'.repeat(100), 'https://d.example/', { named: false, hints: [] }));
    const longer = place(wanted('长'.repeat(100), 'https://e.example/', { named: false, hints: ['宽'.repeat(90)] }));
    expect([long, longer].map((p) => (p.type === 'add' ? p.source.name.length : 0)).every((n) => n > 0 && n <= 100)).toBe(true);
  });

  it('that cannot be is put aside with its reason', () => {
    const { place } = plan();
    const code = (w: WantedSource) => {
      const placed = place(w);
      return placed.type === 'reject' ? [placed.reject.code, placed.reject.reason.replace(/^第 \d+ 行:/, '')] : placed;
    };
    expect(code(wanted('甲', 'https://a.example/', { kind: '公众号' }))).toEqual(['SOURCE_UNKNOWN', '没有“公众号”这种信源']);
    expect(code(wanted('甲', 'https://a.example/', { profileId: 'atlantis' }))).toEqual(['PROFILE_UNKNOWN', '没有名为“atlantis”的辖区配置']);
    expect(code(wanted('甲', 'https://a.example/', { config: { url: 'https://a.example/', intervalMinutes: 'soon' } }))).toEqual(['CONFIG_INVALID', expect.stringMatching(/^intervalMinutes:/)]);
    expect(place(wanted('甲', 'https://a.example/'))).toMatchObject({ type: 'add' });
  });

  it('without an address is known by its name', () => {
    const hotline = (name: string) => wanted(name, '', { kind: 'hotline', config: {} });
    const { place } = plan([{ name: '热线', kind: 'hotline', config: {} }]);
    expect([place(hotline('热线')), place(hotline('信箱'))]).toMatchObject([{ type: 'there' }, { type: 'add' }]);
  });
});

describe('settings', () => {
  const faults = (config: Record<string, unknown>) => {
    const checked = checkSettings(kind, config);
    return 'faults' in checked ? checked.faults : [];
  };

  it('are told field by field, in Chinese', () => {
    const told = faults({ url: 'nowhere', intervalMinutes: -1, maxBytes: 'x' });
    expect(told.map((f) => f.split(':')[0])).toEqual(['url', 'intervalMinutes', 'maxBytes']);
    for (const fault of told) expect(fault).toMatch(/:.*[\u4e00-\u9fff]/);
  });

  it('that the kind does not have are named, with those it has', () => {
    expect(faults({ url: 'https://a.example/', render: true })).toEqual([expect.stringMatching(/^render:订阅源没有这项设置,可用的有 url、file、allowHosts、intervalMinutes/)]);
  });

  it('with a password in the address are refused without saying it', () => {
    const told = faults({ url: 'https://user:hunter2@a.example/' });
    expect(told).toEqual(['url:网址里不能带用户名和密码,请去掉 @ 之前的部分']);
  });

  it('that the database cannot keep are refused, however deep', () => {
    for (const dirty of ['a\0b', '\ud800']) expect(faults({ url: 'https://a.example/', allowHosts: [dirty] })).toEqual(['设置里有不能保存的字符(NUL 或残缺的字)']);
    expect(faults({ url: 'https://a.example/', allowHosts: ['清河', '𠮷'] })).toEqual([]);
  });

  it('are the same whatever their order, and with their defaults spelt out', () => {
    expect(sameSettings(kind, { url: 'https://a.example/', intervalMinutes: 5 }, { intervalMinutes: 5, url: 'https://a.example/', allowHosts: [] })).toBe(true);
    expect(sameSettings(kind, { url: 'https://a.example/' }, { url: 'https://b.example/' })).toBe(false);
  });
});
