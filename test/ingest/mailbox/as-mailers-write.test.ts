import { simpleParser } from 'mailparser';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import { describe, expect, it } from 'vitest';
import { readMail } from '../../../ingest/mailbox/read-mail.ts';

const now = new Date('2026-11-25T00:00:00Z');
const words = '清河小区三号楼的路灯坏了一周,夜里看不见路,请尽快派人修理。';

/** Mails as a mailer composes them, read by us and by another reader. */
describe('mails as mailers write them', () => {
  it.each<[string, object]>([
    ['base64', { text: words.repeat(20), textEncoding: 'base64' }],
    ['quoted-printable', { text: words.repeat(20), textEncoding: 'quoted-printable' }],
    ['plain and HTML', { text: words, html: `<p>${words}</p>` }],
    ['HTML with a picture', { html: `<p>${words}</p><img src="cid:a">`, attachments: [{ cid: 'a', filename: '图.png', content: Buffer.alloc(5_000) }] }],
    ['files', { text: words, attachments: [{ filename: '关于清河大桥限高杆被撞的现场照片以及与物业的聊天记录.docx', content: Buffer.alloc(30_000) }, { filename: 'a.txt', content: 'x' }] }],
    ['a long subject', { subject: words.repeat(4), text: words }],
    ['a mail within', { text: words, attachments: [{ contentType: 'message/rfc822', content: 'Subject: x\r\n\r\ny' }] }],
  ])('%s', async (_name, options) => {
    const bytes = await new MailComposer({ from: { name: '张三', address: 'zhang@qq.com' }, to: 'szxx@qinghe.gov.cn', subject: '路灯', messageId: '<1@qq.com>', date: new Date('2026-11-24T02:00:00Z'), ...options }).compile().build();
    const other = await simpleParser(bytes);
    const ours = readMail(bytes, { now, arrived: null, fallback: now });
    const flat = (text: string | undefined) => (text ?? '').replace(/\s+/g, '').replace('[cid:a]', '').replace('Subject:', '');
    expect(ours).toMatchObject({ item: { externalId: other.messageId, title: other.subject, publishedAt: other.date, contact: { email: 'zhang@qq.com' } } });
    if (!('item' in ours)) return;
    expect(flat(ours.item.body)).toContain(flat(other.text));
    for (const { filename } of other.attachments) if (filename && filename !== '图.png') expect(ours.item.raw['附件']).toContain(filename);
  });
});
