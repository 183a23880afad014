/** What a text was stopped for. The name of a rule says what kind of mark stood there, never the words themselves. */
export interface SecretHit {
  rule: SecretRule;
}

export type SecretRule = 'classified-mark' | 'classified-level' | 'classified-document' | 'troop-movement' | 'military-coordinates' | 'military-facility' | 'weapon-data' | 'restricted-document' | 'crypto-equipment';

/** Spaces, signs and empty letters that people put between the characters of a word. */
const GAPS = /[\s\u200b-\u200f\u2060\ufeff\u00ad._\-\u00b7\u2022*|/\\~\u3000]+/g;
const SPACED = /[绝机秘密级内禁外严不得][\s\u200b-\u200f\u2060\ufeff\u00ad._\-\u00b7\u2022*|/\\~\u3000]{1,3}[密级部外传禁得泄]/;

/** One look: a text without any of these words has nothing that a rule asks for. */
const HINT = /[密★☆军舰艇旅营团]|部队|外传|阅后|此件|本件|本文件|该文件|内部|导弹|雷达|弹药|洞库|阵地|指挥所|枢纽|国防|装甲|战区|战机|航母|编队|坐标|机要|岗哨|布防|内[\s._·-]{1,3}部|[外严禁][\s._·-]{1,3}[传禁外]/;

const TERM = String.raw`(?:\d{1,2}|[一二三四五六七八九十]{1,3})年|长期|启用前|公布前`;
const DOCUMENT = '(?:文件|公文|通知|通报|电报|批复|会议纪要|纪要|方案|请示|报告|材料|文电|明传|密电)';
const TALK = /(?:什么是|是指|分为|怎样|如何|宣传|学习|培训|教育|考试|知识|小说|电影|电视剧|游戏|剧|书名|话剧|密室|剧本杀|歌|专辑|演员|主演|上映|票房|追剧|综艺|新闻说|法律规定|根据.{0,6}法|《中华人民共和国保守国家秘密法》)/;
const MOVE = '(?:集结|开拔|调动|换防|部署到|部署在|进驻|机动至|机动到|转移到|转场|调往|开往|驶往|出港|出动|入列|布防|移防)';
const FORCE = String.raw`(?:\d{4,5}部队|[东南西北中]部战区|第?[\d一二三四五六七八九十]{1,3}(?:集团军|合成旅|装甲旅|防空旅|特战旅|导弹旅|炮兵旅|航空旅|军|师|旅|团)|火箭军|武警[\u4e00-\u9fff]{0,6}(?:总队|支队)|驻[\u4e00-\u9fff]{1,3}?(?:部队|某部|某旅|某团)|坦克[连营团]|装甲车队|军列|防空旅|合成旅|航母编队|潜艇|舰艇编队)`;
const PLACE = String.raw`(?:军事基地|军用机场|导弹阵地|导弹发射[井场阵]|雷达站|雷达阵地|弹药库|军械库|军火库|洞库|指挥所|潜艇基地|军港|防空阵地|战备仓库|军用油库|通信枢纽|国防工事|人防指挥所)`;
const POSITION = String.raw`(?:[东西南北]?[经纬]度?\s?[NSEW]?\s?\d{1,3}(?:[.°度]\s?\d+)|\d{1,3}[°度]\d{1,2}['′分]|\b\d{2,3}\.\d{4,},\s?\d{2,3}\.\d{4,}|坐标)`;

/**
 * @param text NFKC, so that ：（★ and figures have one form
 * Order is from the surest mark on; the first that fits names the hit.
 */
const RULES: readonly [SecretRule, RegExp, ((text: string) => boolean)?][] = [
  // 绝密★启用前 stands on every examination paper before the day; it is secret then, and harmless talk afterwards.
  ['classified-mark', new RegExp(`(?:绝密|机密|秘密)\\s?[★☆\\*]\\s?(?:${TERM})`), (t) => !/(?:试卷|试题|真题|模拟卷|考试结束|月考|期末|期中|联考|答题卡|语文|数学|英语|高考|中考)/.test(t)],
  ['classified-level', /(?:密级|保密级别|秘密等级|涉密等级)\s?(?:为|是|[:])\s?[【"“(]?(?:绝密|机密|秘密)/],
  ['classified-level', new RegExp(`(?:^|[【\\[(〔])\\s?(?:绝密|机密|秘密)\\s?[】\\])〕]|^(?:绝密|机密)\\s?(?:${TERM})?\\n`, 'm'), (t) => !TALK.test(t)],
  ['classified-document', new RegExp(`(?:绝密|机密|秘密|涉密)级?(?:的)?${DOCUMENT}(?:[^\\u3002!?\\n]{0,14}?(?:拍照|照片|截图|扫描件|原件|全文|原文|内容如下|泄露|外泄|流出|传出|发出来|发到|转发|发给|曝光|如下|号))`), (t) => !TALK.test(t) && !/(?:不|未|没有|禁止|严禁|防止|不要|不能|不得|避免)[^。,]{0,8}(?:泄露|外泄|流出|外传|转发|拍照|发到|发给)|快递|行李|遗失.{0,4}袋|文件袋|销毁|失物|外媒|[美俄日韩以英法德]国|[美俄乌][军方罗俄]|以色列|伊朗|日本|五角大楼|白宫|北约/.test(t)],
  ['restricted-document', new RegExp(`内部(?:传阅|资料|明电|${DOCUMENT})[^\\u3002\\n]{0,12}(?:不得|严禁|禁止|请勿|切勿|勿)(?:外传|外泄|传播|转发|公开|扩散)|(?:此件|本件|本文件|该文件)(?:不公开(?!发布)|不得外传|严禁外传|阅后[即销删]|请勿外传)`)],
  ['troop-movement', new RegExp(`${FORCE}[^\\u3002!?\\n]{0,24}?${MOVE}[^\\u3002!?\\n]{0,12}`), (t) => /(?:今晚|今天|今日|明天|明早|明晚|凌晨|昨晚|昨夜|刚刚|正在|看到|拍到|夜里|傍晚|\d{1,2}[点时日号]|全程|辆|艘|架|番号|路线|经过)/.test(t) && !/(?:战区(?:出动|开展|组织|发布|位)|救灾|抗洪|抢险|灭火|搜救|抗疫|支援|献血|征兵|国庆|阅兵|据(?:新华|央视|国防部)|新闻|历史|抗战|解放战争|长征|电影|电视剧|纪念|雷锋|慰问|拥军|当年|退役|退伍|19\\d\\d年)/.test(t)],
  ['military-coordinates', new RegExp(`${PLACE}[^\\u3002!?\\n]{0,30}?${POSITION}|${POSITION}[^\\u3002!?\\n]{0,30}?${PLACE}`), (t) => /\d{2,3}(?:\.\d{3,}|[°度]\s?\d{1,2})/.test(t)],
  ['military-facility', new RegExp(`${PLACE}[^\\u3002!?\\n]{0,20}?(?:布防图|平面图|内部照片|内部图|建设图纸|施工图|口令|换岗|岗哨|换岗|哨位|兵力|雷达参数|入口位置|警卫部署|弹药数量|存放.{0,6}(?:枚|吨|发))|(?:布防图|兵力部署|口令|岗哨位置|换岗时间)[^\\u3002!?\\n]{0,20}?${PLACE}`), (t) => !/(?:游戏|电影|电视剧|历史|遗址|旧址|博物馆|景点|抗战|二战)/.test(t)],
  ['weapon-data', /(?:导弹|雷达|战机|潜艇|鱼雷|舰炮|弹头|隐身涂层)[^。!?\n]{0,16}?(?:实测参数|试验数据|未公开参数|(?:噪声|声纹)试验数据|设计图纸|研制进度|技术参数(?:如下|:)|图纸(?:如下|:|外流|流出))/, (t) => !/(?:游戏|电影|模型|手办|玩具|小说)/.test(t)],
  ['crypto-equipment', /(?:密码机|密码本|核心密码|普通密码|加密机|机要)[^。!?\n]{0,10}?(?:密钥为|密钥是|密钥:|口令为|口令是|编码表如下|密码表如下|参数如下|型号及参数)/],
];

/**
 * Whether a text carries something that must not be in this house at all (handbook §9): a mark of classification, a
 * document that says it is not to leave, where troops move, where a military place is. Talk about secrecy, 商业秘密 and
 * 秘密花园 are none. Pure; the caller drops the text, counts it as blocked and tells the person in charge the rule only.
 *
 * @example secretHit('机密★10年 关于……') // → { rule: 'classified-mark' }
 */
export function secretHit(text: string): SecretHit | null {
  if (!HINT.test(text)) return null;
  const flat = text.normalize('NFKC');
  for (const form of SPACED.test(flat) ? [flat, flat.replace(GAPS, (gap) => (gap.includes('\n') ? '\n' : ''))] : [flat]) {
    for (const [rule, pattern, sure] of RULES) if (pattern.test(form) && (sure === undefined || sure(form))) return { rule };
  }
  return null;
}
