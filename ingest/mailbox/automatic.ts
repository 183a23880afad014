import { headerOf, headersOf } from './mime/headers.ts';
import type { Part } from './mime/parts.ts';

const SUBJECTS: [RegExp, string][] = [
  [/^(?:re:\s*)?(?:\[?自动(?:回复|答复|应答)\]?|自動回覆|automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office|不在办公室|外出(?:时)?(?:的)?自动(?:答复|回复))(?:\s*[:(\]]|$)/i, '自动回复'],
  [/^(?:系统退信|退信(?:通知)?|邮件退回|投递失败|发送失败|无法(?:送达|投递)|未(?:能)?送达|undeliver(?:ed|able)|mail delivery (?:failed|subsystem)|delivery (?:status notification|failure)|returned mail|failure notice|来自.{1,30}的退信)(?:\s*[:/(]|$|\s+(?:mail|message)|通知|returned)/i, '退信'],
  [/^(?:已读|未读|已读回执|阅读回执|邮件回执|read|not read|read receipt|return receipt)\s*:/i, '已读回执'],
];

/**
 * Why a mail is no letter of a person: an answer by machine, a bounce, a receipt, a list or advertising, or what the
 * server judged to be junk. Null where it may be one. What only looks unusual (no-reply senders, many recipients) is
 * not enough: forms on websites send letters so.
 */
export function automaticReason(mail: Part, subject: string, from: string | null): string | null {
  const said = (name: string) => (headerOf(mail.headers, name) ?? '').toLowerCase();
  if (mail.type === 'multipart/report') return /disposition/.test(mail.params.get('report-type') ?? '') ? '已读回执' : '退信';
  if (/^(?:mailer-daemon|postmaster)@/.test(from ?? '') || headersOf(mail.headers, 'x-failed-recipients').length > 0) return '退信';
  const submitted = said('auto-submitted');
  if (submitted !== '' && !submitted.startsWith('no')) return submitted.startsWith('auto-replied') ? '自动回复' : '系统自动发出的邮件';
  if (['x-autoreply', 'x-autorespond', 'x-autoresponse', 'x-autoreply-from'].some((name) => said(name) !== '' && said(name) !== 'no')) return '自动回复';
  const precedence = said('precedence');
  if (precedence === 'auto_reply') return '自动回复';
  if (/^yes|^true/.test(said('x-spam-flag')) || /^yes\b/.test(said('x-spam-status'))) return '垃圾邮件(邮件服务器判定)';
  if (/^(?:bulk|list|junk)$/.test(precedence) || said('list-id') !== '' || said('list-unsubscribe') !== '') return '邮件列表或群发广告';
  const flat = subject.normalize('NFKC').trim();
  return SUBJECTS.find(([pattern]) => pattern.test(flat))?.[1] ?? null;
}
