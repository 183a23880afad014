import { z } from 'zod';
import { YuqingError } from '../../model/index.ts';
import { parseColumnMap } from '../comments/header.ts';
import { PLATFORMS } from '../comments/platform.ts';
import { readComments } from '../comments/read.ts';
import type { SourceKind } from './kind.ts';

const configSchema = z.object({
  /** `列=字段` for columns whose names are not recognised; `--map` of one import goes before it. */
  map: z.array(z.string()).default([]),
  /** The platform of all its files; left out, each row, its columns or the file's name say it. */
  platform: z.enum(PLATFORMS).optional(),
  /** The account whose comments these are, where the files do not name it. */
  account: z.string().min(1).max(100).optional(),
  /** Comments to the office's own account are messages: each opens a ticket. */
  asMessages: z.boolean().default(false),
  file: z.string().min(1).optional(),
}).strict();

export type CommentsConfig = z.infer<typeof configSchema>;

/** Comments of new media as crawlers, interfaces and people's own sheets export them (handbook §7.2). */
export const commentsKind: SourceKind<CommentsConfig> = {
  kind: 'comments',
  name: '新媒体评论',
  summary: '微博、抖音、快手、小红书、哔哩哔哩、贴吧、知乎的评论与帖文导出(.jsonl、.json、.csv、.xlsx),公众号留言(接口返回或人工整理的 Excel)。评论人的昵称、账号、头像不保存,IP 属地只留到省;只算评论人自己的话,被转发、被回复的话另存。',
  configSchema,
  example: { config: { map: ['说了啥=content', '啥时候=received_at'], platform: 'wechat', account: '清河发布', asMessages: true }, summary: '本单位公众号的留言表:内容列叫“说了啥”,每条留言都作为待办' },
  channel: '新媒体评论',
  rhythm: () => null,
  async* read(config, ctx) {
    const file = ctx.file ?? config.file;
    if (file === undefined) throw new YuqingError('USAGE', '没有给出要导入的文件', '用法:yuqing import 文件 --source 信源名');
    const comments = readComments(file, {
      map: parseColumnMap([...config.map, ...(ctx.map ?? [])]), platform: config.platform ?? null, account: config.account ?? null, asMessages: config.asMessages,
      receivedAt: ctx.receivedAt ?? null, exportedAt: ctx.exportedAt ?? null, now: ctx.clock(),
    });
    for await (const event of comments) {
      ctx.signal?.throwIfAborted();
      yield event;
    }
    return { cursor: null };
  },
};
