import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { YuqingError } from './model/index.ts';

/** A URL; a fault in it is told without it, for it may hold a password. */
const url = (protocols: string[]) => z.string().trim().superRefine((text, ctx) => {
  const fault = (message: string) => ctx.addIssue({ code: 'custom', message });
  if (!protocols.some((p) => text.startsWith(`${p}//`))) fault(`应是 ${protocols.map((p) => `${p}//`).join(' 或 ')} 开头的地址`);
  else if (!isWhole(text)) fault('地址写法不对;用户名或密码里的 @ : / # % 等字符请写成 %40 这样的转义');
});

function isWhole(text: string): boolean {
  try {
    const { username, password } = new URL(text);
    decodeURIComponent(username + password);
    return true;
  } catch {
    return false;
  }
}

const PORT = '应是 0–65535 的整数';
const port = z.string().regex(/^\d{1,5}$/, PORT).transform(Number).refine((n) => n <= 65_535, PORT);
const list = z.string().transform((v) => v.split(',').map((s) => s.trim()).filter(Boolean));

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

/** Every variable the system reads, here and nowhere else. */
const schema = z.object({
  /** PostgreSQL ≥ 15; unset: the embedded server in the data directory. (secret) */
  DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
  /** Redis ≥ 6.2 for the queue; unset: the queue lives in PostgreSQL. (secret) */
  REDIS_URL: url(['redis:', 'rediss:']).optional(),
  /** Where the embedded database, notices and rejects are kept. */
  YUQING_DATA_DIR: z.string().min(1).optional(),
  /** File of the 32-byte key (hex) that seals contact data; made on first start, outside the data directory. */
  YUQING_KEY_FILE: z.string().min(1).optional(),
  /** The key itself, 64 hex digits, where a file is not wanted. (secret) */
  YUQING_KEY: z.string().regex(/^[0-9a-f]{64}$/i, '应是 64 位十六进制').optional(),
  /** Port of the desk. */
  YUQING_PORT: port.prefault('8080'),
  /** Chromium for pages that need a browser (`render: true`); unset: the usual places are looked at. */
  YUQING_CHROMIUM: z.string().min(1).optional(),
  /** Directory of other models: model.json in it replaces tier 1, config.json and onnx/ tier 2. */
  MODEL_DIR: z.string().min(1).optional(),
  /** 1: the linear model alone; auto: the transformer too; unset: auto where its package is installed. */
  YUQING_TIER: z.enum(['1', 'auto'], '可选:1、auto').optional(),
  /** smtp://user:password@host:port or smtps://…; unset: notices go to files. (secret) */
  SMTP_URL: url(['smtp:', 'smtps:']).optional(),
  MAIL_FROM: z.string().regex(/.@./, '应是发件地址,如 yuqing@example.gov.cn').default('yuqing@localhost'),
  /** Who gets the weekly report, comma separated. */
  REPORT_TO: list.default([]),
  /** Profile that weekly reports and new sources use when none is named. */
  YUQING_PROFILE: z.string().min(1).default('national'),
  LOG_LEVEL: z.enum(LOG_LEVELS, `可选:${LOG_LEVELS.join('、')}`).default('info'),
});

export interface Config {
  databaseUrl: string | undefined;
  redisUrl: string | undefined;
  dataDir: string;
  keyFile: string;
  key: string | undefined;
  port: number;
  modelDir: string | undefined;
  tier: '1' | 'auto' | undefined;
  /** Path of the browser. */
  chromium: string | undefined;
  smtpUrl: string | undefined;
  mailFrom: string;
  reportTo: string[];
  profile: string;
  logLevel: z.infer<typeof schema>['LOG_LEVEL'];
}

/** A per-user place; for root the system's own, because an unprivileged postgres must be able to reach it. */
function defaultDataDir(env: NodeJS.ProcessEnv): string {
  if (process.platform === 'win32') return join(env['LOCALAPPDATA'] ?? homedir(), 'yuqing');
  if (process.getuid?.() === 0) return '/var/lib/yuqing';
  return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'yuqing');
}

function defaultKeyFile(env: NodeJS.ProcessEnv): string {
  if (process.platform === 'win32') return join(env['APPDATA'] ?? homedir(), 'yuqing', 'contact.key');
  if (process.getuid?.() === 0) return '/etc/yuqing/contact.key';
  return join(env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'yuqing', 'contact.key');
}

/**
 * Reads the environment once and complains once, completely, without printing a value that may be secret.
 * @throws YuqingError CONFIG_INVALID naming every faulty variable
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const known = Object.fromEntries(Object.keys(schema.shape).map((k) => [k, env[k] === '' ? undefined : env[k]]));
  const parsed = schema.safeParse(known);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((i) => `${i.path.join('.')}:${i.message}`);
    throw new YuqingError('CONFIG_INVALID', `配置有误:${faults.join(';')}`, '请修正这些环境变量后重试');
  }
  const c = parsed.data;
  return {
    databaseUrl: c.DATABASE_URL, redisUrl: c.REDIS_URL,
    dataDir: resolve(c.YUQING_DATA_DIR ?? defaultDataDir(env)),
    keyFile: resolve(c.YUQING_KEY_FILE ?? defaultKeyFile(env)), key: c.YUQING_KEY,
    port: c.YUQING_PORT, modelDir: c.MODEL_DIR, tier: c.YUQING_TIER, chromium: c.YUQING_CHROMIUM, smtpUrl: c.SMTP_URL, mailFrom: c.MAIL_FROM, reportTo: c.REPORT_TO,
    profile: c.YUQING_PROFILE, logLevel: c.LOG_LEVEL,
  };
}

/** Where a demo keeps its throw-away world. */
export const demoDirPrefix = join(tmpdir(), 'yuqing-demo-');
