import { describe, expect, it } from 'vitest';
import { placesIn } from '../../classify/place.ts';
import type { PlaceKind } from '../../model/index.ts';
import { figures, measured, present } from './measured.ts';

const named = (text: string) => placesIn(text).map(({ kind, name }) => `${kind} ${name}`);

describe('placesIn', () => {
  it.each<[string, string[]]>([
    ['滨江区人民路与解放路路口积水', ['区县 滨江区', '路口 人民路与解放路路口']],
    ['市民来电反映: 天河区体育东路118号天誉花园3栋电梯困人', ['区县 天河区', '道路 体育东路', '小区 天誉花园']],
    ['桃源县漳江街道桃花源社区居委会门前堆放垃圾', ['区县 桃源县', '镇街 漳江街道', '村社 桃花源社区']],
    ['灵泉镇卫生院夜间无人值班', ['医院 灵泉镇卫生院']],
    ['孩子在海滨市第四人民医院住院', ['医院 海滨市第四人民医院']],
    ['省人民医院挂不上号', ['医院 省人民医院']],
    ['青山镇中心小学门口堵车', ['学校 青山镇中心小学']],
    ['我们村在石桥镇向荣村,走到永和花园', ['镇街 石桥镇', '村社 向荣村', '小区 永和花园']],
    ['家住丽景湾小区,丽景湾小区物业不管', ['小区 丽景湾小区']],
    ['丽景花园业主反映,丽景花园小区停水', ['小区 丽景花园']],
    ['A7县望城大道坑洼', ['区县 A7县', '道路 望城大道']],
    ['高新大道与科技二路交叉口红绿灯坏了', ['路口 高新大道与科技二路交叉口']],
    ['南湖公园里有人夜跑', ['场所 南湖公园']],
    ['南湖公园12栋业主投诉', ['小区 南湖公园']],
    ['东城农贸市场旁的海鲜酒楼油烟大', ['场所 东城农贸市场']],
    ['在城北路上车', ['道路 城北路']],
    ['原白石镇现已改名', ['镇街 白石镇']],
    ['昨天去义乌市办事', ['区县 义乌市']],
  ])('%s', (text, expected) => {
    expect(named(text)).toEqual(expected);
  });

  it.each([
    '小区停水两天', '我们学校食堂不好', '本小区物业差', '老旧小区改造何时开始', '十字路口太堵', '马路对面', '走高速公路回家', '高速公路上堵车', '农贸市场监管不力', '广场舞扰民',
    '公立医院和私立医院', '三甲医院看病难', '农村户口', '乡镇干部', '城市道路', '施工堵路', '联系社区没人接', '考虑学校的难处', '房地产市场低迷', '酒店服务差', '***', '', '🙂👨‍👩‍👧', '路', '区县市镇乡村',
  ])('no place in %j', (text) => {
    expect(named(text)).toEqual([]);
  });

  it('house numbers and what is masked stay outside', () => {
    const text = '家住天河区长江路*号春江花园***,靠近长江路88号';
    for (const { name } of placesIn(text)) expect(name).not.toMatch(/[*\d号]/);
    expect(named(text)).toEqual(['区县 天河区', '道路 长江路', '小区 春江花园']);
  });

  it('full-width signs end a name as others do', () => {
    expect(named('\uff08位于中山路\uff09\u3002南湖小区\uff1a停水')).toEqual(['道路 中山路', '小区 南湖小区']);
  });
});

describe('any text', () => {
  /** Made of pieces that names, their neighbours and hostile texts are made of; the same for every run. */
  const PIECES = ['路', '街道', '区', '县', '市', '小区', '花园', '与', '和', '在', '望江', '中山', '第一', '人民', '医院', '中学', '村', '村委会', '口', '交叉口', 'A7', '号', '12', '栋', '\n', '\uff0c', '*', '🙂', '\ud83d', '\u0000', '城', '大道', '镇', '公园', '的', '市场'];
  let seed = 7;
  const next = (n: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % n;
  const texts = Array.from({ length: 3_000 }, () => Array.from({ length: 1 + next(24) }, () => PIECES[next(PIECES.length)]).join(''));

  it('spans lie inside the text, are the name, in order, apart, each name once', () => {
    for (const text of texts) {
      const places = placesIn(text);
      let end = 0;
      for (const p of places) {
        expect(text.slice(p.start, p.end)).toBe(p.name);
        expect(p.start).toBeGreaterThanOrEqual(end);
        expect(p.name).toMatch(/^[\p{Script=Han}A-Za-z\d、—-]+$/u);
        end = p.end;
      }
      expect(new Set(places.map((p) => p.name)).size).toBe(places.length);
    }
  });

  it.each([
    ['one suffix', '路'], ['stems without end', '望江'], ['roads', '中山路'], ['crossings', '中山路与'], ['counties', '天河区'], ['soft words', '和'], ['numbers', '1'], ['half a pair', '\ud83d'], ['everything', '区县市镇乡村路街口'],
  ])('a long text of %s ends, with few places', (_, piece) => {
    const places = placesIn(piece.repeat(400_000 / piece.length));
    expect(places.length).toBeLessThanOrEqual(60);
    for (const { name } of places) expect(name.length).toBeLessThan(100);
  });
});

describe.skipIf(!present)('against 100 real messages that the rules were not made on', () => {
  interface Labelled { file: string; row: number; length: number; sha: string; half: 'rules' | 'held'; places: [PlaceKind, number, number][] }

  it('names and kinds: at least 0.82 of either; places touched: at least 0.88', async () => {
    const rows = await measured<Labelled>(new URL('labels-place.json', import.meta.url), 'held');
    expect(rows).toHaveLength(100);
    let [hits, given, wanted, touched] = [0, 0, 0, 0];
    for (const { text, places } of rows) {
      const found = placesIn(text);
      const want = new Set(places.map(([kind, start, end]) => `${kind} ${text.slice(start, end)}`));
      given += found.length;
      wanted += want.size;
      hits += found.filter((p) => want.has(`${p.kind} ${p.name}`)).length;
      touched += found.filter((p) => places.some(([, start, end]) => p.start < end && start < p.end)).length;
    }
    const { precision, recall } = figures(hits, given, wanted);
    expect(precision).toBeGreaterThanOrEqual(0.82);
    expect(recall).toBeGreaterThanOrEqual(0.82);
    expect(touched / given).toBeGreaterThanOrEqual(0.88);
  });
});
