import { z } from 'zod';
import { YuqingError } from '../../model/index.ts';
import { parseColumnMap } from '../hotline/header.ts';
import { readLetters } from '../mailbox/files.ts';
import { readImap } from '../mailbox/imap/read.ts';
import type { SourceKind } from './kind.ts';

const MEGABYTE = 1_048_576;
const MINUTE = 60_000;

const configSchema = z.object({
  /** The mail server; left out, the source is imported from files. */
  host: z.string().trim().min(1).max(253).regex(/^[A-Za-z0-9.\-_:[\]]+$/).optional(),
  /** 993 for tls, else 143. */
  port: z.number().int().min(1).max(65_535).optional(),
  /** `plain` sends the password in the clear and is for hosts in `allowHosts` only. */
  security: z.enum(['tls', 'starttls', 'plain']).default('tls'),
  /** A certificate (PEM) to trust besides the public ones: inside mail servers sign their own. */
  certificate: z.string().min(1).max(100_000).optional(),
  user: z.string().min(1).max(320).optional(),
  folder: z.string().min(1).max(500).default('INBOX'),
  /** Older mails are not read: a day, `2026-01-01`. */
  since: z.iso.date().optional(),
  mostPerReading: z.number().int().min(1).max(20_000).default(2_000),
  /** Of a larger mail only the headers and the first text are read. */
  maxBytesPerMail: z.number().int().min(10_000).max(200 * MEGABYTE).default(10 * MEGABYTE),
  /** Marks what has been read as seen on the server; otherwise nothing there is changed. */
  markSeen: z.boolean().default(false),
  /** Inside hosts (`host` or `host:port`) that this source may reach. */
  allowHosts: z.array(z.string()).default([]),
  intervalMinutes: z.number().min(1).max(1_440).default(10),
  /** Senders whose mails are letters even when a program sent them: the form of the office's own site. */
  formSenders: z.array(z.email()).default([]),
  /** `列=字段` for tables whose columns are not recognised. */
  map: z.array(z.string()).default([]),
}).strict();

export type MailboxConfig = z.infer<typeof configSchema>;

/** 市长信箱、领导信箱: a mailbox on its server (the password is the source's secret `password`), or its exports. */
export const mailboxKind: SourceKind<MailboxConfig> = {
  kind: 'mailbox',
  name: '信箱',
  summary: '市长信箱、领导信箱、领导留言板:按 IMAP 定时读邮箱(只读),或导入 .eml、.mbox、.json、.csv、.xlsx。自动回复、退信、群发不算来信;附件只记名称。',
  configSchema,
  example: {
    config: {
      host: 'imap.example.gov.cn', security: 'tls', user: 'szxx@example.gov.cn', folder: 'INBOX', mostPerReading: 2_000, maxBytesPerMail: 10 * MEGABYTE,
      markSeen: false, allowHosts: [], intervalMinutes: 10, formSenders: [], map: [],
    },
    summary: '每 10 分钟读一次市长信箱的收件箱,不改动邮箱里的任何东西;密码另存,不写在设置里',
  },
  channel: '信箱',
  rhythm: (config) => (config.host === undefined ? null : { everyMs: config.intervalMinutes * MINUTE }),
  async* read(config, ctx) {
    if (ctx.file !== undefined) {
      const letters = readLetters(ctx.file, {
        map: parseColumnMap([...config.map, ...(ctx.map ?? [])]), receivedAt: ctx.receivedAt ?? null, now: ctx.exportedAt ?? ctx.clock(),
        maxBytesPerMail: config.maxBytesPerMail, formSenders: config.formSenders,
      });
      for await (const event of letters) {
        ctx.signal?.throwIfAborted();
        yield event;
      }
      return { cursor: ctx.cursor };
    }
    if (config.host === undefined || config.user === undefined) throw new YuqingError('CONFIG_INVALID', '信箱信源没有写明邮件服务器(host)和用户名(user)', '请补上这两项;只导入文件时用 yuqing import 文件 --source 信源名');
    return yield* readImap({ ...config, host: config.host, user: config.user }, ctx);
  },
};
