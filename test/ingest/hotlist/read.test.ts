import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHotlist } from '../../../ingest/hotlist/read.ts';
import { MAX_ENTRIES, MAX_TITLE, MAX_URL, type HotlistPaths } from '../../../ingest/hotlist/types.ts';

const read = (value: unknown, paths: HotlistPaths = {}, at?: string) => readHotlist(JSON.stringify(value), paths, at);
const short = (value: unknown, paths: HotlistPaths = {}, at?: string) => read(value, paths, at).entries.map((e) => [e.title, e.rank, e.heat]);
const links = (value: unknown, at?: string) => read(value, {}, at).entries.map((e) => e.url);
const fault = (text: string, paths: HotlistPaths = {}) => {
  try {
    return readHotlist(text, paths);
  } catch (error) {
    return error;
  }
};

describe('the usual shapes', () => {
  it('微博: the real place, not the index; what is pinned or paid for is left out and counted', () => {
    const list = {
      ok: 1,
      data: {
        hotgovs: [{ word: '#清河发布置顶#', name: '#清河发布置顶#' }],
        realtime: [
          { word: '清河今天起供暖', note: '清河今天起供暖', rank: 0, num: 901_234, raw_hot: 900_001, label_name: '新', icon_desc: '新' },
          { word: '某某手机新品', rank: 1, is_ad: 1, num: 800_000, raw_hot: 800_000, realpos: 2 },
          { word: '#东风路塌陷#', rank: 2, realpos: 2, num: 700_000, raw_hot: 700_000 },
          { word: '来看看', icon_desc: '荐', rank: 3, num: 5, raw_hot: 5 },
          { word: '临门小区停水第三天', rank: 4, realpos: 3, num: 650_000, raw_hot: 640_000 },
        ],
      },
    };
    const { entries, leftOut } = read(list, {}, 'https://weibo.com/ajax/side/hotSearch');
    expect(entries.map((e) => [e.row, e.title, e.rank, e.heat])).toEqual([[3, '东风路塌陷', 2, 700_000], [5, '临门小区停水第三天', 3, 640_000]]);
    expect(leftOut).toEqual({ adverts: 2, pinned: 1, repeats: 0 });
    expect(entries[0]?.url).toBe('https://s.weibo.com/weibo?q=%23%E4%B8%9C%E9%A3%8E%E8%B7%AF%E5%A1%8C%E9%99%B7%23');
  });

  it('百度: the index counts from 0, the pinned one stands apart', () => {
    const list = {
      success: true,
      data: {
        cards: [{
          component: 'hotList', text: '热搜榜',
          topContent: [{ word: '置顶的一条', index: 0, hotScore: '7900000', isTop: true }],
          content: [
            { word: '清河大桥夜间封闭', query: '清河大桥夜间封闭', desc: '封闭施工为期三天。', index: 0, hotScore: '7812345', url: 'https://www.baidu.com/s?wd=1' },
            { word: '公交改线', query: '公交改线', desc: '', index: 1, hotScore: '7700000', url: 'https://www.baidu.com/s?wd=2' },
          ],
        }],
      },
    };
    expect(short(list)).toEqual([['清河大桥夜间封闭', 1, 7_812_345], ['公交改线', 2, 7_700_000]]);
    expect(read(list).entries[0]).toMatchObject({ description: '封闭施工为期三天。', url: 'https://www.baidu.com/s?wd=1' });
  });

  it('百度 in its newer form: one level deeper, the pinned one among the others', () => {
    const content = [{ word: '置顶', isTop: true, index: 0 }, { word: '甲事', index: 0, hotTag: '1' }, { word: '乙事', index: 1 }];
    const { entries, leftOut } = read({ data: { cards: [{ content: [{ content }] }] } });
    expect(entries.map((e) => [e.title, e.rank])).toEqual([['甲事', 1], ['乙事', 2]]);
    expect(leftOut.pinned).toBe(1);
  });

  it('百度\'s page, with the data in a comment', () => {
    const page = (data: string) => `<!DOCTYPE html><html><head><!-- 页 --></head><body><!--s-data:${data}--><script>[1]</script></body></html>`;
    expect(readHotlist(page('{"data":{"cards":[{"content":[{"word":"甲事","index":0,"hotScore":"5000"}]}]}}')).entries).toMatchObject([{ title: '甲事', rank: 1, heat: 5_000 }]);
    expect(fault(page('{"data":'))).toMatchObject({ code: 'HOTLIST_NOT_A_LIST', message: expect.stringContaining('网页') as string });
  });

  it('知乎: fields inside target; the link of the interface becomes the question\'s', () => {
    const entry = (id: number, title: string, detail: string) => ({ type: 'hot_list_feed', detail_text: detail, target: { id, title, url: `https://api.zhihu.com/questions/${id}`, excerpt: '如题。', author: { name: '用户' } }, children: [{ type: 'answer' }] });
    const list = { data: [entry(11, '如何看待清河停水?', '1234 万热度'), entry(12, '物业费怎么算?', '98 万热度')] };
    expect(short(list)).toEqual([['如何看待清河停水?', 1, 12_340_000], ['物业费怎么算?', 2, 980_000]]);
    expect(read(list).entries[0]).toMatchObject({ description: '如题。', url: 'https://www.zhihu.com/question/11' });
  });

  it('知乎 in its newer form: areas with a text', () => {
    const list = { data: [{ type: 'hot_list_feed', target: { titleArea: { text: '夜里施工算扰民吗?' }, excerptArea: { text: '连续三晚。' }, metricsArea: { text: '56 万热度' }, link: { url: 'https://www.zhihu.com/question/9' } } }] };
    expect(read(list).entries).toEqual([{ row: 1, title: '夜里施工算扰民吗?', description: '连续三晚。', url: 'https://www.zhihu.com/question/9', rank: 1, heat: 560_000, id: null }]);
  });

  it.each<[string, unknown]>([
    ['抖音', { data: { word_list: [{ word: '甲', hot_value: 120_000, position: 1 }, { word: '乙', hot_value: 110_000, position: 2 }], trending_list: [{ word: '丙', position: 0 }] } }],
    ['头条', { fixed_top_data: [{ Title: '置顶' }], data: [{ ClusterId: 71, Title: '甲', HotValue: '120000', Url: 'https://www.toutiao.com/trending/71/' }, { ClusterId: 72, Title: '乙', HotValue: '110000' }] }],
    ['B站', { code: 0, data: { trending: { title: 'bilibili热搜', list: [{ keyword: '甲', show_name: '甲', icon: '', heat_score: 120_000 }, { keyword: '乙', show_name: '乙', icon: '', heat_score: 110_000 }] } } }],
    ['newsnow', { status: 'success', id: 'x', items: [{ id: '甲', title: '甲', url: 'https://a.example/1', extra: { info: '12万热度' } }, { id: '乙', title: '乙', url: 'https://a.example/2', extra: { info: '11万热度' } }] }],
    ['JSONP', null],
    ['自家的', [{ name: '甲', 'heat-value': '12万' }, { name: '乙', 'heat-value': '11w' }]],
    ['几张榜里最长的', { lists: [{ title: '本地', items: [{ title: '丁' }] }, { title: '全国', items: [{ title: '甲', hot: 120_000 }, { title: '乙', hot: 110_000 }] }] }],
  ])('%s', (name, value) => {
    const text = name === 'JSONP' ? '/**/ window.cb_1({"list":[{"query":"甲","num":"120,000"},{"query":"乙","num":"110,000"}]});\n' : JSON.stringify(value);
    expect(readHotlist(text).entries.map((e) => [e.title, e.rank, e.heat])).toEqual([['甲', 1, 120_000], ['乙', 2, 110_000]]);
  });

  it('nothing but words', () => {
    expect(short({ hot: ['甲事', ' 乙事 ', '甲事。'], pictures: ['https://a.example/1.png', 'https://a.example/2.png', 'https://a.example/3.png', 'https://a.example/4.png'] })).toEqual([['甲事', 1, null], ['乙事', 2, null]]);
  });

  it.each(['var hot = [{"title":"甲"}];', ')]}\',\n[{"title":"甲"}]', '\ufeff [{"title":"甲"}]'])('%j', (text) => {
    expect(readHotlist(text).entries.map((e) => e.title)).toEqual(['甲']);
  });
});

describe('ranks', () => {
  it('that repeat, or are ids, do not count; the order does, advertisements aside', () => {
    expect(short([{ title: '甲', rank: 1, no: 90_001 }, { title: '广告', is_ad: true }, { title: '乙', rank: 1, no: 90_002 }])).toEqual([['甲', 1, null], ['乙', 2, null]]);
  });

  it('that few carry do not count', () => {
    expect(short([{ title: '甲' }, { title: '乙' }, { title: '丙', rank: 1 }]).map(([, rank]) => rank)).toEqual([1, 2, 3]);
  });

  it('in words, and on a second page', () => {
    expect(short([{ title: '甲', rank: '第51名' }, { title: '乙', rank: 'No.52' }, { title: '丙', rank: 'TOP 53' }]).map(([, rank]) => rank)).toEqual([51, 52, 53]);
  });

  it('an entry without a title keeps its place, and is told', () => {
    const { entries, bad } = read([{ title: '甲' }, { title: ' ', url: 'https://a.example/2' }, null, { title: '丁' }]);
    expect(entries.map((e) => [e.row, e.rank])).toEqual([[1, 1], [4, 4]]);
    expect(bad).toEqual([{ row: 2, json: '{"title":" ","url":"https://a.example/2"}' }, { row: 3, json: 'null' }]);
  });

  it('the same words lower down are counted and not read again', () => {
    const { entries, leftOut } = read([{ title: '清河停水' }, { title: '公交改线' }, { title: '#清河停水!#' }]);
    expect(entries.map((e) => e.title)).toEqual(['清河停水', '公交改线']);
    expect(leftOut.repeats).toBe(1);
  });
});

describe('heat', () => {
  it('is of one name for all; a yes is none', () => {
    expect(short([{ title: '甲', hot: 1, score: 50 }, { title: '乙', hot: 0, score: 40 }]).map(([, , heat]) => heat)).toEqual([50, 40]);
    expect(short([{ title: '甲', hot: true }, { title: '乙', hot: false }]).map(([, , heat]) => heat)).toEqual([null, null]);
  });
});

it('a description says more than the title, and something else than the heat', () => {
  const list = [{ title: '清河停水', desc: '清河停水' }, { title: '公交改线', desc: '12.3万人在看', summary: '<p>自 12 月起。</p>' }, { title: '甲', desc: ' ' }];
  expect(read(list).entries.map((e) => e.description)).toEqual([null, '自 12 月起。', null]);
});

describe('paths of the settings', () => {
  const odd = { r: { rows: [{ t: { s: '甲' }, p: 7, v: '3万', u: '/t/1', k: 'a1', title: '别的' }, { t: { s: '乙' }, p: 8, v: '2万', u: '/t/2', k: 'a2', title: '别的' }] }, more: [{ title: '一' }, { title: '二' }, { title: '三' }] };
  const paths = { list: 'r.rows', title: 't.s', rank: 'p', heat: 'v', link: 'u', id: 'k' };

  it('are followed', () => {
    expect(read(odd, paths, 'https://bbs.example/api/hot').entries).toEqual([
      { row: 1, title: '甲', description: null, url: 'https://bbs.example/t/1', rank: 7, heat: 30_000, id: 'a1' }, { row: 2, title: '乙', description: null, url: 'https://bbs.example/t/2', rank: 8, heat: 20_000, id: 'a2' },
    ]);
  });

  it('a title alone finds the list that has it', () => {
    expect(short(odd, { title: 't.s' }).map(([title]) => title)).toEqual(['甲', '乙']);
  });

  it('reach into arrays, and name the whole', () => {
    expect(short({ a: [{ b: [{ title: '甲' }] }] }, { list: 'a[0].b' })).toHaveLength(1);
    expect(short([{ title: '甲' }], { list: '$' })).toHaveLength(1);
    expect(short({ list: [] }, { list: 'list' })).toEqual([]);
  });

  it('that lead nowhere say so, with what is there', () => {
    expect(fault('{"a":{},"b":1,"msg":"参数错误"}', { list: 'data.list' })).toMatchObject({ code: 'HOTLIST_NOT_A_LIST', message: expect.stringContaining('参数错误') as string, remedy: expect.stringContaining('a、b、msg') as string });
    expect(fault('{}', { list: '__proto__.constructor' })).toMatchObject({ code: 'HOTLIST_NOT_A_LIST' });
    expect(read([{ a: 1 }], { list: '$', title: 'constructor.name' })).toMatchObject({ entries: [], bad: [{ row: 1 }] });
  });
});

it('links are absolute http(s), or the search of their own site, or none', () => {
  expect(links([{ title: '甲', url: '/hot/1?x=1' }, { title: '乙', url: 'javascript:alert(1)', link: '//m.example/2' }, { title: '丙', url: 'snssdk://3' }], 'https://bbs.example/a/b')).toEqual(['https://bbs.example/hot/1?x=1', 'https://m.example/2', null]);
  expect(links([{ title: '甲', url: `https://a.example/${'字'.repeat(150)}`, link: 'https://a.example/2' }])).toEqual(['https://a.example/2']);
  expect(links([{ title: '甲 乙' }], 'https://api.bilibili.com/x')).toEqual(['https://search.bilibili.com/all?keyword=%E7%94%B2%20%E4%B9%99']);
  expect(links([{ title: '甲' }], 'https://notweibo.com/x')).toEqual([null]);
});

describe('what is no list, in words', () => {
  it.each([
    ['<!doctype html><html><body>请登录</body></html>', '网页'], ['', '空的'], ['cb(', '不是 JSON'], ['{"data":[', '不是 JSON'], ['"一句话"', '没有榜单'], ['{"code":-101,"message":"账号未登录","data":[]}', '账号未登录'], ['[1,2,3]', '没有榜单'], ['[]', '没有榜单'], ['null', '没有榜单'],
    ['{"data":[{"a":1},{"a":2},{"title":"甲"}]}', '没有榜单'],
  ])('%s', (text, words) => {
    expect(fault(text)).toMatchObject({ code: 'HOTLIST_NOT_A_LIST', nextStep: 'skip', message: expect.stringContaining(words) as string });
  });
});

describe('limits', () => {
  it('a list is read as far as its limit, and the rest counted', () => {
    const { entries, cut } = read(Array.from({ length: MAX_ENTRIES + 7 }, (_, i) => ({ title: `第${i}件事` })));
    expect([entries.length, cut]).toEqual([MAX_ENTRIES, 7]);
  });

  it('depth, width and long texts', () => {
    expect(fault(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toMatchObject({ code: 'HOTLIST_NOT_A_LIST' });
    expect(fault(`{"a":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`)).toMatchObject({ code: 'HOTLIST_NOT_A_LIST' });
    expect(read([{ title: '字'.repeat(100_000), desc: '句'.repeat(100_000), url: `https://a.example/${'x'.repeat(5_000)}` }]).entries[0]).toMatchObject({ title: '字'.repeat(MAX_TITLE), url: null });
    expect(read([{ title: '甲', ...Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`k${i}`, i])) }]).entries).toHaveLength(1);
    expect(fault(JSON.stringify({ ...Object.fromEntries(Array.from({ length: 30_000 }, (_, i) => [`k${i}`, {}])), list: [{ title: '甲' }] }))).toMatchObject({ code: 'HOTLIST_NOT_A_LIST' });
    expect(fault(`x${' '.repeat(300_000)}{`)).toMatchObject({ code: 'HOTLIST_NOT_A_LIST' });
  });
});

describe('whatever comes in', () => {
  /** Only an expected error, or entries that can be stored. */
  function expectStorable(text: string, paths: HotlistPaths = {}) {
    const got = fault(text, paths);
    if (got instanceof Error) return expect(got).toMatchObject({ code: 'HOTLIST_NOT_A_LIST' });
    const { entries } = got as ReturnType<typeof readHotlist>;
    expect(new Set(entries.map((e) => e.row)).size).toBe(entries.length);
    for (const e of entries) {
      expect(e.title.trim()).not.toBe('');
      for (const stored of [e.title, e.description ?? '', e.url ?? '', e.id ?? '']) expect(stored.isWellFormed() && !stored.includes('\0')).toBe(true);
      expect(Number.isInteger(e.rank) && e.rank >= 1 && e.rank < 100_000).toBe(true);
      expect(e.url === null || (/^https?:\/\//.test(e.url) && e.url.length <= MAX_URL)).toBe(true);
    }
  }

  const name = fc.constantFrom('title', 'word', 'rank', 'realpos', 'hot', 'heat', 'url', 'target', 'data', 'is_ad', 'icon_desc', 'desc', 'id', '__proto__', 'constructor', 'extra', 'isTop', 'list');
  const leaf = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.constantFrom('荐', '12万', '第3名', 'https://a.example/1', '//x', '#甲#', '\ud800', '<b>甲</b>', '\0'));
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof({ maxDepth: 6 }, leaf, fc.array(tie('tree'), { maxLength: 6 }), fc.array(tie('object'), { maxLength: 6 }), tie('object')),
    object: fc.dictionary(name, tie('tree'), { maxKeys: 6 }),
  }));
  const path = fc.option(fc.oneof(fc.string({ minLength: 1, maxLength: 20 }), fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('.'))), { nil: undefined });

  it('trees of the names that lists use', () => {
    fc.assert(fc.property(tree, fc.record({ list: path, title: path, rank: path, heat: path, link: path, id: path }), (value, paths) => {
      expectStorable(JSON.stringify(value));
      expectStorable(JSON.stringify([{ title: '甲' }, value, value]), paths);
    }), { numRuns: 2_000 });
  });

  it('any JSON, any text, and a list cut anywhere', () => {
    fc.assert(fc.property(fc.json(), fc.string({ unit: 'binary', maxLength: 300 }), (json, text) => {
      expectStorable(json);
      expectStorable(text);
      expectStorable(`cb(${text})`);
    }), { numRuns: 1_000 });
    const whole = JSON.stringify({ data: [{ title: '清河停水', hot: '12万' }, { title: '公交改线' }] });
    for (let i = 0; i <= whole.length; i++) expectStorable(whole.slice(0, i));
  });
});
