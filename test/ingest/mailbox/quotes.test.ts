import { describe, expect, it } from 'vitest';
import { takeApart } from '../../../ingest/mailbox/quotes.ts';
import { withoutSignature } from '../../../ingest/mailbox/signature.ts';

const now = new Date('2026-11-25T00:00:00Z');
const at = new Date('2026-11-20T07:05:00Z');
const OWN = '还没有修好。';
const OLD = '路灯坏了一周。';

describe('history under a mail', () => {
  it.each<[string, string, { from: string | null; at: Date | null }]>([
    ['QQ', `------------------ 原始邮件 ------------------\n发件人: "张三"<z@qq.com>;\n发送时间: 2026年11月20日(星期五) 下午3:05\n收件人: "市长信箱"<s@gov.cn>;\n主题: 路灯\n${OLD}`, { from: '"张三"<z@qq.com>;', at }],
    ['QQ in wide letters', `------------------ 原始邮件 ------------------\n发件人\uff1a "张三"<z@qq.com>\n发送时间\uff1a 2026年11月20日 15:05\n收件人\uff1a x\n主题\uff1a 路灯\n${OLD}`, { from: '"张三"<z@qq.com>', at }],
    ['Outlook', `________________________________\n发件人: 张三 <z@qq.com>\n发送时间: 2026年11月20日 15:05\n收件人: 市长信箱 <s@gov.cn>\n主题: 路灯\n${OLD}`, { from: '张三 <z@qq.com>', at }],
    ['Outlook, English', `From: Zhang <z@qq.com>\nSent: Friday, November 20, 2026 3:05 PM\nTo: s@gov.cn\nSubject: lamp\n${OLD}`, { from: 'Zhang <z@qq.com>', at }],
    ['163', `在 2026-11-20 15:05:00\uff0c"张三" <z@qq.com> 写道\uff1a\n${OLD}`, { from: '张三<z@qq.com>', at }],
    ['163, newer', `---- 回复的原邮件 ----\n| 发件人 | 张三<z@qq.com> |\n| 日期 | 2026年11月20日 15:05 |\n| 收件人 | s@gov.cn |\n| 主题 | 路灯 |\n${OLD}`, { from: '张三<z@qq.com>', at }],
    ['iPhone', `在 2026年11月20日\uff0c15:05\uff0c张三 <z@qq.com> 写道\uff1a\n> ${OLD}`, { from: '张三 <z@qq.com>', at }],
    ['Gmail', `张三 <z@qq.com> 于2026年11月20日周五 15:05写道\uff1a\n> ${OLD}`, { from: '张三 <z@qq.com>', at }],
    ['Gmail, folded', `于 2026年11月20日周五 下午3:05张三\n<z@qq.com>写道\uff1a\n> ${OLD}`, { from: null, at }],
    ['English, folded', `On Fri, Nov 20, 2026 at 3:05 PM Zhang San\n<z@qq.com> wrote:\n> ${OLD}`, { from: null, at: null }],
    ['Apple Mail, whose mark is quoted too', `> 2026年11月20日 15:05\uff0c张三 <z@qq.com> 写道\uff1a\n> \n> ${OLD}`, { from: '张三 <z@qq.com>', at }],
    ['QQ, English', `------------------ Original ------------------\nFrom: "z";<z@qq.com>;\nDate: 2026-11-20 15:05\nTo: x\nSubject: y\n${OLD}`, { from: '"z";<z@qq.com>;', at }],
    ['163, in another line’s middle', `---- 回复的原邮件 ---- 发件人 张三\n发送日期 2026年11月20日 15:05\n主题 路灯\n${OLD}`, { from: '张三', at }],
    ['Original Message', `-----Original Message-----\nFrom: z@qq.com\nSent: 2026-11-20 15:05\nTo: s@gov.cn\nSubject: x\n${OLD}`, { from: 'z@qq.com', at }],
    ['ticket systems', `--- 请在此线以上回复 ---\n${OLD}`, { from: null, at: null }],
    ['only marks', `> ${OLD}`, { from: null, at: null }],
  ])('%s', (_name, history, told) => {
    const apart = takeApart(`${OWN}\n${history}`, now);
    expect(apart.own).toBe(OWN);
    expect(apart.quoted).toHaveLength(1);
    expect(apart.quoted[0]!.text).toBe(OLD);
    if (told.from !== null) expect(apart.quoted[0]!.from).toBe(told.from);
    if (told.at !== null) expect(apart.quoted[0]!.at).toEqual(told.at);
  });

  it.each([
    '发件人是我父亲,电话打不通。',
    '2026年11月20日我去现场,物业经理当面写道:不修。',
    '我家门口:\n主题: 路灯\n收件人没有写',
    '-----\n三天没人管',
    '原始邮件我没有保存',
  ])('talk is no mark: %s', (words) => {
    const apart = takeApart(`${OWN}\n${words}`, now);
    expect(apart.own).toBe(`${OWN}\n${words}`);
  });

  it('an answer below the quoted lines is one’s own', () => {
    const apart = takeApart(`在 2026/11/20 15:05, 张三 写道:\n> ${OLD}\n${OWN}\n`, now);
    expect(apart).toEqual({ own: OWN, quoted: [{ from: '张三', at, text: OLD }], forwarded: false });
  });

  it('a mail that a program has made one line of', () => {
    expect(takeApart(`已收到 ---- 回复的原邮件 ---- 发件人 张三<z@qq.com> 日期 2026年11月20日 ${OLD}`, now).own).toBe('已收到');
  });

  it('an answer between the quoted lines is one’s own', () => {
    expect(takeApart('> 何时坏的?\n上周一。\n> 在哪里?\n清河路口。', now).own).toBe('上周一。\n清河路口。');
  });
});

describe('what mailers put under a letter', () => {
  it.each([
    '发自我的iPhone', '发自我的 iPhone', '发送自 Windows 版邮件', '发自网易邮箱大师', '来自我的华为手机', '从我的 iPad 发送', '使用小米手机发送', 'Sent from my iPhone', '获取适用于 iOS 的 Outlook', '发自Foxmail',
    '--\n张三\n清河小区业主', '---\n发自我的iPhone', '|\n|\n张三\n|\n签名由网易邮箱大师定制', '本邮件及其附件含有某公司的保密信息,仅限于发送给收件人。禁止其他人使用。',
  ])('%s', (under) => {
    const { words, signature } = withoutSignature(`${OWN}\n${under}`);
    expect(words.replace(/\n(?:张三)$/, '')).toBe(OWN);
    expect(signature).not.toBe('');
  });

  it.each(['来信请回电话', '发自肺腑的感谢', '来自清河小区全体业主', '从去年开始没有人管\n我的手机一直打不通', '一\n--\n二\n三\n四\n五\n六\n七\n八\n九\n十\n十一\n十二\n十三\n十四'])('but not: %s', (words) => {
    expect(withoutSignature(words)).toEqual({ words, signature: '' });
  });
});
