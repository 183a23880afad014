const DOUBLE = '欧阳|司马|上官|诸葛|皇甫|尉迟|慕容|令狐|司徒|夏侯|端木|南宫|轩辕|宇文|申屠|太史|澹台|赫连|独孤';
/** The families of 99 in 100 people here, without those that are everyday words (时, 都, 有, 相). */
const SINGLE = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑罗梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤符邢吉冼云翁麦羊温康施文牛樊葛安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦'
  + '俞左柳甘祝包宁尚舒阮纪梅童凌毕季裴霍涂成苗谷盛曲冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳穆农卓古缪简车项连芦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂佟应臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟蔺盘满闻厉伊仝郜海阚花帅屠豆朴盖练廉禹井祖漆巴丰卿狄晋';

const FIRST = new Set(`${SINGLE}欧司上皇尉令端轩宇太澹赫独`);
/** Whether a family name may begin with it. */
export const isSurnameChar = (char: string): boolean => FIRST.has(char);
/** The same for patterns. */
export const SURNAME_CHARS = `[${[...FIRST].join('')}]`;

const DOUBLES = new Set(DOUBLE.split('|'));
const SINGLES = new Set(SINGLE);

/** Length of the family name that begins at `at`; 0 where none does. */
export function surnameAt(text: string, at: number): number {
  if (DOUBLES.has(text.slice(at, at + 2))) return 2;
  const first = text[at];
  return first !== undefined && SINGLES.has(first) ? 1 : 0;
}

/** `surnameOf('欧阳锋')` → '欧阳': the family name, or the first character where it is none that we know. */
export const surnameOf = (name: string): string => (DOUBLES.has(name.slice(0, 2)) ? name.slice(0, 2) : name.slice(0, 1));

/**
 * Characters of given names. Those that mostly end a word or join words (的, 是, 人, 号, 路, 方) are left out though
 * somebody may be called so.
 */
const GIVEN = new Set(
  '小大时行之设援卫革进战伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉建国文斌辉鹏飞玲婷宇浩轩梓涵子欣怡佳嘉俊凯峰锋波健龙海燕红梅兰春凤珍琴云莲荣爱香月莺媛瑞凡琼勤贞莉叶璧璐娅琦晶妍茜秋珊莎锦黛青倩婉娴瑾颖露瑶雁蓓纨仪荷丹蓉眉君蕊薇菁梦岚苑'
  + '婕馨瑗琰韵融园艺咏卿聪澜纯毓悦昭冰爽琬茗羽希宁飘滢馥筠柔竹霭凝晓欢霄枫芸菲寒伊亚宜姬舒影荔枝思毅义兴良彬富顺信胜学祥才发武新利清元全贵福生仁世广志忠林永宏安东康星光天达岩中茂有坚和彪博诚先敬震振壮群豪心邦承乐绍功松善厚庆'
  + '民友裕河哲江亮政谦亨奇固轮翰朗伯言若鸣朋梁栋维启克伦翔旭泽晨辰士家树炎德泰盛雄琛钧冠策腾楠榕风航弘正道昌成焕根宝金银水火土长喜旺财贤淑慧惠巧美娇素洁雅芝婵怀菊芬芹萍蕾翠雪琳俐彩萱诗语嫣然雨桐一诺依沐奕皓睿渊煜昊熙翊晟佑铭'
  + '钰琪璇淼垚鑫森淇润洲源涌沛渝滨淳溪凌霖雷电霏雯霜桃李杏柳柏槐桑楚栩桢榆樱榛蓝紫菡蕙薛芮茵苹莹蔚菀葵芙苗芊芃藻三五阿仲季孟叔少幼老鸿鹤鹰鹃凰鸾麟骏骥骁驰骋彦绮绣纹绫缤纲继绪统绵祖宗昆仑岳岭峻峥嵘巍崇屹峦城坤均培基堂垒增墨壹'
  + '钢铁铜锡锐键镇钊鉴铎铮锴钦珂玮珏珑琅琨瑛瑜璋璞环珠莘召汉守传代运耀耿炳灿炜烨煌焱烽炫煊熠灵晖曦昕昱晗暄昂昶旻映晴曼展尚景普智望朝朔朕权杭梵楷椿榜模桥樊殿汐汝沁沂泓泉泊津洛浚浦涓深淮渤湘湖滔漫潇潮澄澍濠瀚照犇猛献珩理琢甜甫'
  + '甲申男畅登皎益盈真知石硕祺禄祯禹秉程稳穆立竞章笑笛筱简粤精纪罗羿翌翎耕聚肖胤臣舜舟艾节茹荃莫菱营葆蒙蓬蕴衍袁西规观觉训许谊谨豫贝赋赞赫越跃轶辅迅远连迪逸遥遵邑郁郎郡野铃闯闽阳陆降隆集霓靖韬韶颂频颜驭驹魁鲁麒黎齐龄',
);

export const isGiven = (char: string | undefined): boolean => char !== undefined && GIVEN.has(char);
