/** Within one sentence. */
const REST = '[^\\u3002\\uff01\\uff1f!?\\n]';

/** One look: a text without any of these has nothing that a rule asks for. */
const HINT = /密|内部|外传|流出|公布|公开|泄|部队|军|舰|旅|战区|番号|雷达|弹药|阵地|洞库|指挥所|阅后|此件|本件|仅[供限]/;

/** Ours; what foreign forces do stands in every newspaper. */
const FORCE = `(?:解放军|我军|中国军方|[东南北]海舰队|[东西南北中]部战区|(?:济南|南京|福建|新疆|西藏|沈阳|北京|广州|成都|兰州)军区|火箭军|武警(?:总队|支队|部队)|驻(?!日|韩|欧|美|外)[\\u4e00-\\u9fff]{1,4}部队|\\d{5}部队|[\\d某][\\u4e00-\\u9fff\\d]{0,3}(?:集团军|合成旅|导弹旅|防空旅|装甲旅))`;
const MOVES = '(?:集结|调动|开拔|调往|开往|换防|移防|部署|进驻|值守|列装|出动|出港|紧急战备|战备状态|交火|冲突|首战|受创|万炮齐鸣|大动作|起飞支援)';
const SITE = '(?:军事(?:基地|禁区|管理区|设施)|军用机场|导弹阵地|雷达(?:阵地|站)|弹药库|洞库|指挥所|军港|潜艇基地)';

/** What the press prints of them every day: relief, parades, anniversaries, statements. */
const PUBLIC_MATTER = /救灾|抗洪|抢险|灭火|堤坝|疫情|援鄂|物资|慰问|阅兵|国庆|征兵|退役|退伍|周年|生日|春晚|发言人|国防部|演习落幕|烈士|纪念|拥军|双拥|牺牲|历史|修复/;
/** Not the secrets of a state: shows, products, private firms; nor those of other states. */
const OTHER_SECRET = /综艺|剧组|剧透|电影|电视剧|小说|游戏|游玩|新机|手机|新品|专辑|演唱会|明星|粉丝|配方|商业(?:秘密|机密|间谍)|公司内部|网站泄密|保密协议|邪教/;
const FOREIGN = /以色列|伊朗|乌克兰|俄[军罗方]|美[军国方联]|日[本军方首]|驻日|北约|侵华|英国|韩国/;

const RULES: readonly [RegExp, RegExp | null][] = [
  // The marks that a classified paper carries.
  [/(?:绝密|机密|秘密)(?:级|\s?[★☆*]\s?(?:\d{1,2}年|长期|启用前)?)|(?:密级|保密级别|保密期限)\s?[:\uff1a为是]/u, new RegExp(`${OTHER_SECRET.source}|${FOREIGN.source}`)],
  // Papers that say themselves that they stay inside, or that someone says he has from inside.
  [new RegExp(`内部(?:文件|资料|明电|传阅|通报|简报|材料|参考|机密)${REST}{0,14}(?:外传|外泄|流出|泄露|传出|曝光|截图|照片|原件|不得|严禁|请勿|切勿|转发)|(?:公安|警方|政府|机关|[市县省区]委|部队|军区|[局厅委办])${REST}{0,4}内部(?:文件|资料|通报|简报|会议)|(?:仅供|仅限)(?:内部|领导)${REST}{0,4}(?:参阅|使用|掌握|阅知|参考)|阅后即?[焚毁销删]|(?:此件|本件|该文件)${REST}{0,4}(?:不公开(?!透明)|不宜公开|禁止公开|未公开)`, 'u'), OTHER_SECRET],
  [new RegExp(`(?:红头文件|会议(?:纪要|记录|决定)|规划(?:方案|图)|(?:调整|拆迁|征收|人事|任免)方案|拟任名单|干部名单|底价|标底)${REST}{0,16}(?:还没公布|尚未公布|未公布|没有公布|未对外|先别外传|不要外传|不得外传|提前泄露|提前流出|被泄露|内部流出)|未公开${REST}{0,12}内部(?:已|人员|就|都)`, 'u'), OTHER_SECRET],
  // That something secret got out, lies about or is offered.
  [new RegExp(`涉密(?!群聊|会议室|接)|(?:泄露|泄漏|出卖|窃取|刺探|散布|掌握(?:了|着)?|知悉|接触(?:到)?)${REST}{0,6}(?:国家|军事|军工|工作|党政)(?:秘密|机密)|(?:试题|考题|试卷|答案|标底|底价|面试(?:题|地点))${REST}{0,12}(?:泄密|泄露|泄漏|外泄|流出|提前知道)|(?:泄密|失泄密)(?:事件|案|行为|问题|隐患|风险)`, 'u'), /公司|美涉密|FBI|白宫|特朗普|美国|宣传(?:教育|月|周)|培训|讲座|知识竞赛|什么是|游戏|手机|新机|网站泄密|商业/u],
  // Forces on the move, and what stands inside a military site.
  [new RegExp(`${FORCE}${REST}{0,60}${MOVES}|${MOVES}${REST}{0,10}${FORCE}`, 'u'), PUBLIC_MATTER],
  [new RegExp(`${SITE}${REST}{0,20}(?:坐标|航拍|拍到|拍摄|照片|无人机|岗哨|哨位|布防|兵力|内部|口令|换岗|图纸)|(?:航拍|拍到|偷拍|坐标|无人机)${REST}{0,16}${SITE}|部队番号|番号(?:是|为|:|\\uff1a)`, 'u'), /游戏|电影|电视剧|遗址|旧址|博物馆|景点|抗战|二战|美军?|日本|韩国|以色列|伊朗|俄|乌军/u],
];

/**
 * A hint 涉密提示 that a text may hold a state or a work secret, for a person to look before anything of it goes out:
 * `secrecyHint('有人把内部通报截图发到群里,写着严禁外传')` → true. What is certain never comes this far (ingest/secrecy stops it).
 */
export function secrecyHint(text: string): boolean {
  if (!HINT.test(text)) return false;
  return RULES.some(([shown, harmless]) => shown.test(text) && !(harmless?.test(text) ?? false));
}
