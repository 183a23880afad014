import { HIDDEN, type Hide } from './found.ts';

const HINT = /@|[微薇威]信|[vV][xX信]|[wW](?:[xX]|e[cCiI])|[qQ]{2}|扣扣|[iI][dD](?=[\s:\uff1a是为])|o[\w-]{27}|[音手书钉陌博宝旺][账帐号iuIU]/;

const EMAIL = /[\w.%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,4}\.[A-Za-z]{2,}/g;

const SAYS = String.raw`\s*(?:是|为|叫)?[\s:\uff1a]*`;
const CHAT = new RegExp(
  `((?:微信|薇信|威信(?=号)|(?<![A-Za-z])(?:wechat|weixin|wx|vx|v信))(?:账号|帐号|号码|号|id)?${SAYS}|(?:(?<![A-Za-z])qq|扣扣)(?:账号|帐号|号码|号)?${SAYS}(?=\\d{5}))([A-Za-z][\\w-]{5,19}|[1-9]\\d{4,10})(?![\\w*])`, 'gi');
/** Words that follow 微信 in ordinary talk. */
const NOT_AN_ACCOUNT = /^(?:wechat|weixin|android|iphone|windows|version|ios\w*)$/i;

const OTHER = new RegExp(
  `((?:(?<![A-Za-z])(?:uid|openid|unionid|userid|user_id)|(?:用户|会员|账号|帐号|微博|游戏)(?:id|uid)|(?:抖音|快手|小红书|视频号|钉钉|陌陌|微博|淘宝|旺旺|支付宝)(?:账号|帐号|账户|帐户|昵称|号)(?:id)?)${SAYS})([A-Za-z0-9_][\\w.-]{4,59})(?![\\w*])`, 'gi');
/** What WeChat gives out: an openid, a WeChat id that nobody has changed. */
const GIVEN_OUT = /(?<![\w-])(?:wxid_[a-z0-9]{6,32}|o(?=[\w-]*\d)(?=[\w-]*[A-Z])[\w-]{27})(?![\w-])/g;

/** Mail addresses and accounts, wholly: `'加微信zhangsan_88'` → `'加微信******'`. */
export function maskAccounts(text: string, hide: Hide): string {
  if (!HINT.test(text)) return text;
  return text
    .replace(EMAIL, (mail) => hide('email', mail, HIDDEN))
    .replace(GIVEN_OUT, (id) => hide(id.startsWith('wxid') ? 'wechat' : 'account', id, HIDDEN))
    .replace(CHAT, (whole, cue: string, id: string) => (NOT_AN_ACCOUNT.test(id) ? whole : cue + hide(/q|扣/i.test(cue) ? 'qq' : 'wechat', id, HIDDEN)))
    .replace(OTHER, (_, cue: string, id: string) => cue + hide('account', id, HIDDEN));
}
