import type { PlaceKind } from '../../model/index.ts';

/** The word that a name ends with, and what it says of the place. */
export interface Suffix {
  word: string;
  kind: PlaceKind;
  /** Too common a word to stand for a name by itself: only with a sign behind it that people live there. */
  weak: boolean;
  /** May take the place before it as its name: 灵泉镇 + 卫生院; 滨江区 + 小区 is no name. */
  joins: boolean;
  /** What follows shows that the word was cut out of another one: 市场 + 监管. */
  not: RegExp | null;
}

const after = (words: string) => new RegExp(`(?:${words})`, 'y');

/** kind, words, what may not follow, mark: '' a name by itself, w weak, x does not join */
const TABLE: readonly [PlaceKind, string, string | null, '' | 'w' | 'x'][] = [
  ['镇街', '街道', '上|两旁|两边|两侧|边|路面|口|清洁|卫生|宽|狭|整洁', 'x'],
  ['镇街', '镇', '长(?!.{1,4}[路街村巷])|静|痛|定|压|上的人', 'x'],
  ['镇街', '乡', '镇|村|亲|下|里|音|土|愁|规', 'x'],
  ['村社', '社区', '团购|矫正|医生|卫生服务|养老|服务中心|医院|工作者', 'x'],
  ['村社', '新村', '民', ''],
  ['村社', '居委会', null, 'x'],
  ['村社', '村', '民|官|镇|干|里人|庄|霸|规|落|务|级|寨|医|小(?=学)|口路口', 'x'],
  ['村社', '屯', '粮|积|兵|田', 'x'],
  ['小区', '小区', null, 'x'],
  ['小区', '花园 家园 公馆 花苑 雅苑 佳苑 嘉苑 名苑 美苑 家苑 新苑 华苑 丽苑 御苑 豪苑 华府 华庭 豪庭 雅庭 名庭 豪园 名园 雅园 嘉园 佳园 御园 名都 名城 新城 国际城 名邸 官邸 御府 山庄 别墅 公寓 安置区 安置房 家属院 家属区 宿舍区 壹号 帝景 水岸 半岛 首府 尊邸 御景 雅居 名居 豪景 新居 经适房 廉租房 公租房', '化|式|里的|酒店|大酒店|派出所', ''],
  ['小区', '城 府 苑 园 湾 庭 邸 墅 轩 阁 里 居 郡 台 都 公社', '民|住|委', 'w'],
  ['学校', '小学 中学 大学 学院 学校 幼儿园 幼稚园 附小 附中 一小 二小 三小 四小 五小 一中 二中 三中 四中 五中 六中 七中 八中 九中 十中 高中 职高 职中 职校 技校 党校', '生|区|毕业|文凭|历|期间|阶段|城|开学时间|学历|以上', ''],
  ['医院', '医院 卫生院 卫生服务中心 卫生服务站 卫生室 门诊部 诊所 保健院 疾控中心', '里的医生', ''],
  ['路口', '路口 交叉口 十字路口 交叉路口 丁字路口 三岔路口 交汇处 交界处 交界路口', null, ''],
  ['道路', '路 街 大道 大街 高速公路 快速路 高速 巷 胡同', '灯|人(?![行民])|边摊|况|过|障|由(?!西|东|南|北)|费|政|线|径|程|面|标|牌|权|基|怒|霸|痴|虎|局|途|桥|网|道(?!路)|头|坊|舞|拍|区|电|警', 'x'],
  ['场所', '农贸市场 菜市场 批发市场 市场 商业广场 广场 公园 步行街 商业街 商场 商城 购物中心 大厦 写字楼 博物馆 图书馆 文化馆 艺术馆 体育馆 体育场 体育中心 游泳馆 工业园 工业区 产业园 科技园 物流园 创业园 软件园 开发区 汽配城 建材城 家具城 火车站 高铁站 汽车站 汽车东站 汽车西站 汽车南站 汽车北站 火车东站 火车西站 火车南站 火车北站 客运站 车站 地铁站 收费站 加油站 服务区 机场 码头 水库 立交桥 天桥 大桥 景区 度假村 森林公园 湿地公园 市民中心 政务中心 服务中心 会展中心 活动中心 殡仪馆 敬老院 养老院 福利院 公墓 陵园 影城 电影院 动物园 游乐园 植物园 岛 垃圾站 变电站 污水处理厂 垃圾填埋场', '民|屿|监管|价|经济|化|秩序|行情|主体|管理|局|部|需求|准入|规律|舞|营销|管委会', ''],
  ['场所', '大酒店 酒店 宾馆 饭店 超市 药店 酒吧 KTV 网吧 茶餐厅 烧烤店 足浴店 美食店 火锅店 酒楼 会所 餐厅', '管理|业|行业', 'x'],
];

/** By the last UTF-16 unit of the word, longest first. */
const BY_END: ReadonlyMap<number, readonly Suffix[]> = (() => {
  const ends = new Map<number, Suffix[]>();
  for (const [kind, words, not, mark] of TABLE) {
    for (const word of words.split(' ')) {
      const last = word.charCodeAt(word.length - 1);
      const list = ends.get(last) ?? [];
      list.push({ word, kind, weak: mark === 'w', joins: mark === '', not: not === null ? null : after(not) });
      ends.set(last, list);
    }
  }
  for (const list of ends.values()) list.sort((a, b) => b.word.length - a.word.length);
  return ends;
})();

const ENDS = new Uint8Array(65_536);
for (const unit of BY_END.keys()) ENDS[unit] = 1;
for (const unit of '区县市旗') ENDS[unit.charCodeAt(0)] = 1;
const NONE: readonly Suffix[] = [];

/** The words that end with this unit, longest first. */
export const suffixesEnding = (unit: number): readonly Suffix[] => BY_END.get(unit) ?? NONE;
/** Whether a name of any kind can end with this unit: most units end none. */
export const mayEnd = (unit: number): boolean => ENDS[unit] === 1;
