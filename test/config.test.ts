import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import { YuqingError } from '../model/index.ts';

function complaint(env: Record<string, string>): YuqingError {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof YuqingError) return error;
    throw error;
  }
  throw new Error(`accepted: ${JSON.stringify(env)}`);
}

describe('readConfig', () => {
  it('needs nothing: everything is embedded, on port 8080, under national', () => {
    expect(readConfig({})).toMatchObject({
      databaseUrl: undefined, redisUrl: undefined, smtpUrl: undefined, key: undefined, modelDir: undefined,
      port: 8080, mailFrom: 'yuqing@localhost', reportTo: [], profile: 'national', logLevel: 'info',
    });
  });

  it('takes an empty variable for one that is not set, and reads no other', () => {
    expect(readConfig({ DATABASE_URL: '', REDIS_URL: '', YUQING_PORT: '', REPORT_TO: '', LOG_LEVEL: '', PGHOST: 'elsewhere', YUQING_UNKNOWN: 'x' })).toEqual(readConfig({}));
  });

  it('reads what is set', () => {
    const env = {
      DATABASE_URL: ' postgresql://u:p%40ss@db:5433/yq?sslmode=require ', REDIS_URL: 'rediss://:p@r:6380/1', SMTP_URL: 'smtps://u:p@mail:465', YUQING_PORT: '0',
      YUQING_DATA_DIR: 'some/dir', YUQING_KEY_FILE: '/k', YUQING_KEY: 'Ab'.repeat(32), REPORT_TO: ' a@x.cn ,, b@y.cn,', MAIL_FROM: 'desk@x.cn', YUQING_PROFILE: 'yangzhou-2018', LOG_LEVEL: 'debug', MODEL_DIR: '/m',
    };
    expect(readConfig(env)).toEqual({
      databaseUrl: 'postgresql://u:p%40ss@db:5433/yq?sslmode=require', redisUrl: 'rediss://:p@r:6380/1', smtpUrl: 'smtps://u:p@mail:465', port: 0,
      dataDir: resolve('some/dir'), keyFile: '/k', key: 'Ab'.repeat(32), reportTo: ['a@x.cn', 'b@y.cn'], mailFrom: 'desk@x.cn', profile: 'yangzhou-2018', logLevel: 'debug', modelDir: '/m',
    });
  });

  it('keeps the key of contact data outside the data directory', () => {
    const { dataDir, keyFile } = readConfig({ XDG_DATA_HOME: '/d', XDG_CONFIG_HOME: '/c' });
    expect(keyFile.startsWith(dataDir)).toBe(false);
    expect([dataDir, keyFile]).toEqual(process.getuid?.() === 0 ? ['/var/lib/yuqing', '/etc/yuqing/contact.key'] : ['/d/yuqing', '/c/yuqing/contact.key']);
    const bare = readConfig({});
    if (process.getuid?.() !== 0) expect(bare.dataDir.startsWith(homedir())).toBe(true);
  });
});

describe('a faulty environment', () => {
  it('is told whole in one message, each variable by its name, in Chinese', () => {
    const error = complaint({
      DATABASE_URL: 'mysql://u:p@h/db', REDIS_URL: 'r:6379', YUQING_KEY: 'abc', YUQING_PORT: '99999', SMTP_URL: 'http://mail', MAIL_FROM: 'desk', LOG_LEVEL: 'loud',
    });
    expect(error.code).toBe('CONFIG_INVALID');
    for (const name of ['DATABASE_URL', 'REDIS_URL', 'YUQING_KEY', 'YUQING_PORT', 'SMTP_URL', 'MAIL_FROM', 'LOG_LEVEL']) expect(error.message).toContain(`${name}:`);
    expect(error.message.replaceAll(/[A-Z_]{4,}|postgres(?:ql)?:\/\/|rediss?:\/\/|smtps?:\/\/|yuqing@example\.gov\.cn|trace、debug、info、warn、error、silent/g, '')).not.toMatch(/[A-Za-z]/);
    expect(error.remedy).toMatch(/修正/);
  });

  it.each([
    ['DATABASE_URL', 'mysql://admin:Tr0ub4dor@db/yq'], ['DATABASE_URL', 'postgres://admin:Tr0ub4dor/1@db/yq'], ['DATABASE_URL', 'postgres://admin:Tr0ub4dor%zz@db/yq'],
    ['REDIS_URL', 'http://:Tr0ub4dor@r'], ['REDIS_URL', 'redis://:Tr0ub4dor@r:port'], ['SMTP_URL', 'smtp://admin:Tr0ub4dor'], ['YUQING_KEY', 'Tr0ub4dor'],
  ])('%s=%s: names the variable and never shows the secret', (name, value) => {
    const error = complaint({ [name]: value });
    expect(error.message).toContain(`${name}:`);
    expect(`${error.message}${error.remedy}${error.stack}${JSON.stringify(error.cause ?? null)}`).not.toContain('Tr0ub4dor');
  });

  it('a password that breaks the address is told how to be written', () => {
    expect(complaint({ DATABASE_URL: 'postgres://admin:a/b@db/yq' }).message).toContain('转义');
  });

  it.each(['80.5', '-1', '65536', '0x50', '1e3', 'abc', ' '])('YUQING_PORT=%j is no port', (value) => {
    expect(complaint({ YUQING_PORT: value }).message).toContain('YUQING_PORT:应是 0–65535 的整数');
  });
});
