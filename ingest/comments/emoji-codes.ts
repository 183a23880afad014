/** What the platforms write for a picture of a face, without the brackets: Weibo, Douyin, Bilibili, Tieba, Zhihu, WeChat. */
const NAMES = new Set(`微笑 嘻嘻 哈哈 可爱 可怜 挖鼻 挖鼻屎 吃惊 害羞 挤眼 闭嘴 鄙视 爱你 泪 偷笑 亲亲 生病 太开心 开心 白眼 右哼哼 左哼哼 嘘 衰 委屈 吐 哈欠 打哈欠 抱抱 怒 疑问 馋嘴 拜拜 再见 思考 汗 困 睡 睡觉 钱 失望 酷 色 哼 鼓掌 晕 悲伤
  抓狂 黑线 阴险 怒骂 互粉 心 伤心 猪头 熊猫 兔子 ok OK 耶 good GOOD NO no 赞 来 弱 强 草泥马 神马 囧 浮云 给力 围观 威武 奥特曼 礼物 钟 话筒 蜡烛 蛋糕 doge DOGE 二哈 喵喵 笑cry 允悲 摊手 憧憬 费解 跪了 并不简单 污 吃瓜 苦涩 顶 加油 握手 作揖 拳头
  中国赞 骷髅 鲜花 太阳 月亮 雨伞 可怕 打脸 悲催 坏笑 酸 裂开 哇 单身狗 舔屏 羞嗒嗒 好喜欢 求饶 彩虹屁 星星眼 微风 干杯 绿丝带 男孩儿 女孩儿 祈祷 666 捂脸 笑哭 比心 送心 玫瑰 大笑 感谢 呲牙 流泪 尬笑 大哭 快哭了 擦汗 冷汗 流汗 惊讶 惊恐 发怒 愤怒 发呆 得意
  调皮 难过 撇嘴 敲打 奸笑 机智 皱眉 脸红 嘿哈 让我看看 叹气 苦笑 翻白眼 社会社会 旺柴 好的 打脸 吃瓜群众 石化 绝望的凝视 灵光一闪 宕机 凋谢 枯萎 爱心 心碎 嘴唇 炸弹 刀 便便 咖啡 啤酒 饭 西瓜 闪电 拥抱 胜利 抱拳 勾引 拳头 差劲 跳跳 发抖 怄火 转圈
  磕头 回头 跳绳 投降 激动 街舞 献吻 左太极 右太极 合十 庆祝 红包 發 福 耶耶 妙 辣眼睛 呆无辜 听歌 泪奔 泣不成声 黑脸 吐血 口罩 戴口罩 打call 点赞 奋斗 尴尬 疯了 糗大了 咒骂 抠鼻 坏笑 疑惑 无语 喜欢 妙啊 热 傲娇 脱单doge 藏狐 保佑 喜极而泣 惊喜 歪嘴 嗑瓜子 呆 生气 响指 鼓掌 墨镜
  哦呼 酸了 大哭 呵呵 吐舌 啊 怒目 真棒 滑稽 阴险 黑头瞪眼 狂汗 不高兴 花心 惊哭 钱币 笑眼 咦 乖 喷 what 勉强 冷 彩虹 星星月亮 钱 茶杯 大拇指 手纸 香蕉 药丸 红领巾 蜡烛 沙发 欢呼 期待 飙泪 为难 害怕 看看你 爱 种草 doge脸 图片 视频 动画表情 表情 图片评论 自定义表情 破涕为笑
  天啊 Emm emm 嗯 汗颜 我看行 加油加油 吼吼 拜托 OMG 猫头 送花 一起加油 做鬼脸 强壮 天呐 戳 doge爱心 赞同 感动 抱一抱 哭惹 萌萌哒 扶墙 派对 暗中观察 皱眉头 蹲后续 笑眯眯 黄金薯 石化了 自拍 飞吻 捂嘴 哭 笑 惊 吐了 擦泪 嫌弃 搓手 蹭 嗨 鬼脸 吓 躺平 裂开了`.split(/\s+/));

/** Older WeChat writes a slash and a colon: `/:strong`, `/::)`. */
const SLASHED = `/::) /::~ /::B /::| /:8-) /::< /::$ /::X /::Z /::'( /::-| /::@ /::P /::D /::O /::( /::+ /:--b /::Q /::T /:,@P /:,@-D /::d /:,@o /::g /:|-) /::! /::L /::> /::,@ /:,@f /::-S /:? /:,@x /:,@@ /::8
  /:,@! /:!!! /:xx /:bye /:wipe /:dig /:handclap /:&-( /:B-) /:<@ /:@> /::-O /:>-| /:P-( /::'| /:X-) /::* /:@x /:8* /:pd /:<W> /:beer /:basketb /:oo /:coffee /:eat /:pig /:rose /:fade /:showlove /:heart /:break
  /:cake /:li /:bome /:kn /:footb /:ladybug /:shit /:moon /:sun /:gift /:hug /:strong /:weak /:share /:v /:@) /:jj /:@@ /:bad /:lvu /:no /:ok /:love /:<L> /:jump /:shake /:<O> /:circle /:kotow /:turn /:skip /:oY
  /:#-0 /:hiphot /:kiss /:<& /:&>`.split(/\s+/).sort((a, b) => b.length - a.length).map((code) => code.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');

const CODE = new RegExp(String.raw`[[\u3010]([\p{Script=Han}A-Za-z0-9_]{1,14})[\]\u3011]|(?:${SLASHED})`, 'gu');
/** 小红书 puts an R behind the name, Bilibili the name of the set before it. */
const OF_A_SET = /^.{1,6}R$|^[\p{Script=Han}A-Za-z0-9]{1,12}_[\p{Script=Han}A-Za-z0-9]{1,10}$/u;
/** 点[赞] is a word. */
const SPOKEN = /[点太真很最超给]$/;

export interface WithoutCodes {
  /** The words, with a space where a code stood between two of them. */
  text: string;
  codes: string[];
}

/**
 * Takes the codes of faces out of a text: they decorate and are no words. What merely stands in brackets stays.
 *
 * @example withoutCodes('路灯坏了[怒][怒]没人管/:strong') // → { text: '路灯坏了 没人管', codes: ['[怒]', '[怒]', '/:strong'] }
 * @example withoutCodes('[求助]给城管点[赞]')             // → as it is
 */
export function withoutCodes(text: string): WithoutCodes {
  if (!/[[\u3010]|\/:/.test(text)) return { text, codes: [] };
  const codes: string[] = [];
  const out = text.replace(CODE, (code, name: string | undefined, at: number) => {
    if (name !== undefined && !NAMES.has(name) && !OF_A_SET.test(name) && !isRepeated(text, code, at)) return code;
    if (name === '赞' && SPOKEN.test(text.slice(Math.max(0, at - 1), at))) return code;
    codes.push(code);
    return codes.length > MOST_CODES ? '' : GAP;
  });
  return { text: closeGaps(out), codes };
}

const MOST_CODES = 1_000;
/** Nothing that people write. */
const GAP = '\ue000';

/** The same brackets twice in a row are a face, whatever they are called. */
const isRepeated = (text: string, code: string, at: number): boolean => text.startsWith(code, at + code.length) || (at >= code.length && text.startsWith(code, at - code.length));

const closeGaps = (text: string): string =>
  text.replace(/([^\n\ue000]?)\ue000+(?=(.?))/gu, (_, before: string, after: string) => (WORD.test(before) && WORD.test(after) ? `${before} ` : before)).replace(/ {2,}/g, ' ').trim();

const WORD = /[\p{L}\p{N}]/u;
