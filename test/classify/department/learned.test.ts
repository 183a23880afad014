import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createAssigner } from '../../../classify/department/assigner.ts';
import { trustAbove, unitFigures, unitTemperature, type UnseenOrder } from '../../../classify/department/learned/calibrate.ts';
import { historyOf, type DispatchedOrder } from '../../../classify/department/learned/history.ts';
import { makeDepartments } from '../../../classify/department/learned/make.ts';
import { loadDepartmentModel } from '../../../classify/department/learned/model.ts';
import { loadProfile } from '../../../profiles/load.ts';

const DAY = '2026-11-24';
const MATTERS: [string, string, string[]][] = [
  ['市工商局', '消费', ['商家不退款', '健身房关门跑路', '缺斤短两', '虚假宣传']],
  ['市质监局', '质量', ['电梯没有年检', '充装的气瓶过期', '计量器具不准', '锅炉没有检验']],
  ['市卫计委', '医疗', ['医院乱开检查', '挂不上专家号', '卫生院没有医生', '护士态度差']],
  ['市公安局交通警察支队', '交通', ['红绿灯不亮', '违停没人管', '罚单有异议', '路口天天堵车']],
];
const PLACES = ['青年路', '望江路', '解放街', '人民路', '柳湖路', '滨河道', '文昌巷'];
/** Orders of five months of 2018, told apart by their words, mixed in time. */
function history(perUnit = 90): DispatchedOrder[] {
  return MATTERS.flatMap(([unit, path, tellings], u) => Array.from({ length: perUnit }, (_, k) => ({
    unit, categoryPath: [path], at: new Date(Date.UTC(2018, 0, 1 + k, u)),
    text: `市民来电反映:${PLACES[(k * 3 + u) % PLACES.length]}${k}号附近${tellings[k % tellings.length]},请核实处理`,
  })));
}
const made = (orders: DispatchedOrder[], leastOrders?: number) => {
  const out = mkdtempSync(join(tmpdir(), 'yuqing-departments-'));
  return { out, card: makeDepartments(orders, { out, version: 't', day: DAY, seed: 1, ...(leastOrders !== undefined && { leastOrders }) }) };
};

let shared: ReturnType<typeof made>;
beforeAll(() => { shared = made(history()); });

describe('historyOf', () => {
  it('names units as they are called today and so joins what became one; leaves out the rare, the empty and the nameless', () => {
    const orders = [...history(40), { unit: '市旅游局', text: '导游', categoryPath: [], at: new Date(0) }, { unit: ' ', text: '路灯', categoryPath: [], at: new Date(0) }, { unit: '市工商局', text: ' \n', categoryPath: [], at: new Date(0) }];
    const { units, orders: kept, leftOut } = historyOf(orders, DAY);
    expect(units).toEqual(['市市场监督管理局', '市公安局交通警察支队', '市卫生健康委员会']);
    expect([kept.length, leftOut]).toEqual([160, 3]);
    expect(kept.slice(0, 4).map((o) => units[o.unit])).toEqual(['市市场监督管理局', '市市场监督管理局', '市卫生健康委员会', '市公安局交通警察支队']);
    expect(historyOf(history(40), '2018-06-01').units).toHaveLength(4);
  });
});

describe('makeDepartments', () => {
  it('measures on the latest fifth and learns to tell units apart', () => {
    const { card } = shared;
    expect([card.learnedFrom, card.units.length, card.figures.n]).toEqual([360, 3, 72]);
    expect(card.figures.accuracy).toBeGreaterThan(0.95);
    expect(card.trustAbove).not.toBeNull();
  });

  it('proposes what it has learned under today’s name, and nothing for what it has never seen', () => {
    const model = loadDepartmentModel(shared.out);
    const proposal = model.propose('新街口的健身房关门跑路', ['消费']);
    expect(proposal).toMatchObject({ unit: '市市场监督管理局', learnedFrom: 360 });
    expect(proposal!.confidence).toBeGreaterThanOrEqual(shared.card.trustAbove!);
    for (const text of ['', '()', 'xyz', '\u{20000}']) expect(model.propose(text)).toBeNull();
  });

  it('makes the same model again, byte by byte', () => {
    const again = made(history());
    for (const file of ['departments.json', 'departments.bin']) expect(readFileSync(join(again.out, file)).equals(readFileSync(join(shared.out, file)))).toBe(true);
  });

  it('keeps nothing of a word that stands in fewer than three orders', () => {
    const orders = history().map((o, k) => (k === 7 ? { ...o, text: `${o.text}欧阳某某某` } : o));
    expect(made(orders).card.features).toBe(shared.card.features);
  });

  it('refuses too little history, and one unit alone', () => {
    expect(() => made(history(20))).toThrow(expect.objectContaining({ code: 'LABELS_TOO_FEW' }));
    expect(() => made(history(300).filter((o) => o.unit === '市卫计委'))).toThrow(/1 个单位/);
  });

  it('where words say nothing of the unit it proposes nothing', () => {
    const orders = history(200).map((o, k) => ({ ...o, categoryPath: [], text: `市民来电反映:请处理${PLACES[k % PLACES.length]}` }));
    const { out, card } = made(orders);
    expect(card.trustAbove).toBeNull();
    expect(loadDepartmentModel(out).propose('市民来电反映:请处理青年路')).toBeNull();
  });
});

describe('a damaged model', () => {
  const copy = (change: (card: Record<string, unknown>) => void, bytes?: (b: Buffer) => Buffer) => {
    const out = mkdtempSync(join(tmpdir(), 'yuqing-departments-'));
    const card = JSON.parse(readFileSync(join(shared.out, 'departments.json'), 'utf8')) as Record<string, unknown>;
    change(card);
    writeFileSync(join(out, 'departments.json'), JSON.stringify(card));
    const whole = readFileSync(join(shared.out, 'departments.bin'));
    writeFileSync(join(out, 'departments.bin'), bytes ? bytes(whole) : whole);
    return out;
  };
  const refused = (dir: string) => { try { loadDepartmentModel(dir); return null; } catch (error) { return error; } };

  it.each<[string, (c: Record<string, unknown>) => void, ((b: Buffer) => Buffer)?]>([
    ['of another format', (c) => { c['format'] = 'departments-0'; }],
    ['of other features', (c) => { c['probe'] = 'abc'; }],
    ['with a unit too many', (c) => { (c['units'] as string[]).push('市民政局'); }],
    ['cut short', () => {}, (b) => b.subarray(0, b.length - 1)],
    ['with a feature out of bounds', () => {}, (b) => { const c = Buffer.from(b); c.writeUInt32LE(0xffffffff, 0); return c; }],
  ])('%s is refused with what to do', (_what, change, bytes) => {
    expect(refused(copy(change, bytes))).toMatchObject({ code: 'MODEL_DAMAGED', remedy: expect.stringContaining('yuqing train --departments') });
  });

  it('that is not there is named', () => {
    expect(refused('/nowhere')).toMatchObject({ code: 'MODEL_MISSING' });
  });
});

describe('createAssigner', () => {
  const national = loadProfile('national');
  const withModel = (dir: string) => ({ ...national, profile: { ...national.profile, department_model: dir } });

  it('follows the profile’s own model where it is sure, its rules where not', () => {
    const assign = createAssigner();
    const asks = assign({ category: 'MKT', text: '新街口的健身房关门跑路', categoryPath: ['消费'] }, withModel(shared.out), DAY);
    expect(asks).toMatchObject({ lead: '市市场监督管理局', from: 'learned' });
    expect(asks.why).toMatch(/^本地 360 件历史派单里,这样的件由市市场监督管理局办理\(把握 \d+%\)$/);
    expect(assign({ category: 'ENV', text: '废气' }, withModel(shared.out), DAY)).toMatchObject({ lead: '生态环境局', from: 'generic' });
  });

  it('papers older than the model keep to the rules', () => {
    expect(createAssigner()({ category: 'MKT', text: '健身房关门跑路' }, withModel(shared.out), '2018-03-01').from).toBe('generic');
  });

  it('a model that cannot be read holds nothing up, and the reason says so', () => {
    const asks = createAssigner()({ category: 'ENV', text: '废气' }, withModel('/nowhere'), DAY);
    expect([asks.lead, asks.why]).toEqual(['生态环境局', '“生态环境”类的通常主办单位;本地的部门模型读不出,暂按规则']);
  });
});

describe('calibration', () => {
  const unseen = (right: number, wrong: number): UnseenOrder[] => [
    ...Array.from({ length: right }, () => ({ scores: Float32Array.of(3, 0), unit: 0 })), ...Array.from({ length: wrong }, () => ({ scores: Float32Array.of(1, 0), unit: 1 })),
  ];
  it('the temperature makes probabilities mean what they say', () => {
    const rows = Array.from({ length: 400 }, (_, k) => ({ scores: Float32Array.of(1, 0), unit: k % 4 === 0 ? 1 : 0 }));
    expect(1 / (1 + Math.exp(-unitTemperature(rows)))).toBeCloseTo(0.75, 2);
  });
  it('the threshold keeps what is right nine times of ten, and there is none where nothing is', () => {
    const threshold = trustAbove(unseen(90, 60), 1);
    expect(threshold).toBeGreaterThan(1 / (1 + Math.exp(-1)));
    expect(unitFigures(unseen(90, 60), 1, threshold)).toMatchObject({ n: 150, accuracy: 0.6, proposed: { share: 0.6, accuracy: 1 } });
    expect(trustAbove(unseen(0, 200), 1)).toBeNull();
    expect(trustAbove([], 1)).toBeNull();
    expect(unitFigures(unseen(0, 9), 1, null).proposed.share).toBe(0);
  });
});
