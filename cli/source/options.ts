import { InvalidArgumentError, type Command } from 'commander';
import { readFileSync } from 'node:fs';
import { YuqingError } from '../../model/index.ts';
import { LONGEST_NAME, LONGEST_WORD } from '../../ingest/source-list/types.ts';
import { minutesOf, wordsOf } from '../../ingest/source-list/values.ts';
import { applySettings } from './assign.ts';

/** Settings of a source as the command line gives them. */
export interface SettingOptions {
  url?: string;
  set: string[];
  config?: string;
  interval?: number;
  allowHost: string[];
  render?: boolean;
  keyword: string[];
}

export const collect = (value: string, all: string[]): string[] => [...all, value];

/** The options by which `add` and `test` describe a source. */
export function withSettingOptions(command: Command): Command {
  return command
    .option('--url <网址>', '订阅源、栏目页、榜单或网站的网址')
    .option('--set <设置=值>', '其他设置,可重复;值可写 JSON,层次用点:--set list.item=li.news', collect, [])
    .option('--config <文件>', '从 JSON 文件读取全部设置;其他选项在它之上')
    .option('--interval <分钟>', '固定的抓取间隔(缺省随更新快慢而定);也可写 2小时', parseInterval)
    .option('--allow-host <主机>', '允许抓取的内网主机,可重复,如 10.0.0.8:8080', collect, [])
    .option('--render', '页面由脚本生成:用浏览器渲染后再读')
    .option('--keyword <词>', '只要含有这些词的,可重复,或用 、 分隔', collect, []);
}

/**
 * Options → settings, not checked yet.
 *
 * @throws YuqingError FILE_NOT_FOUND, FILE_DAMAGED for --config; USAGE for a --set without its value
 */
export function settingsOf(opts: SettingOptions): Record<string, unknown> {
  const keywords = opts.keyword.flatMap(wordsOf);
  const given: Record<string, unknown> = {
    ...(opts.config === undefined ? {} : readSettings(opts.config)),
    ...(opts.url === undefined ? {} : { url: opts.url.trim() }),
    ...(opts.interval === undefined ? {} : { intervalMinutes: opts.interval }),
    ...(opts.allowHost.length > 0 ? { allowHosts: opts.allowHost.flatMap(wordsOf) } : {}),
    ...(opts.render ? { render: true } : {}),
    ...(keywords.length > 0 ? { keywords: [...new Set(keywords)] } : {}),
  };
  return applySettings(given, opts.set);
}

function readSettings(file: string): Record<string, unknown> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    throw new YuqingError('FILE_NOT_FOUND', `读不到设置文件:${file}`, '请核对 --config 的路径', { cause: error });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new YuqingError('FILE_DAMAGED', `${file} 不是有效的 JSON`, '请检查逗号、引号和括号是否成对', { cause: error });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new YuqingError('FILE_DAMAGED', `${file} 应是一个 JSON 对象`, '例:{"url": "https://www.example.gov.cn/"};用 yuqing source kinds 看各种类的例子');
  return value as Record<string, unknown>;
}

export function parseName(text: string): string {
  const name = text.trim();
  if (name === '' || name.length > LONGEST_NAME || /\p{Cc}/u.test(name)) throw new InvalidArgumentError(`信源名称应有 1–${LONGEST_NAME} 个字,不含控制字符`);
  return name;
}

export function parseChannel(text: string): string {
  const channel = text.trim();
  if (channel === '' || channel.length > LONGEST_WORD || /\p{Cc}/u.test(channel)) throw new InvalidArgumentError(`渠道应有 1–${LONGEST_WORD} 个字,如 网站、微博`);
  return channel;
}

function parseInterval(text: string): number {
  const minutes = minutesOf(text);
  if (minutes === null) throw new InvalidArgumentError('间隔请写成分钟数,如 30,或 30分钟、2小时、1天');
  return minutes;
}
