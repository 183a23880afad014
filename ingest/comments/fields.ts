/**
 * Unified fields of a comment or a post: what `--map 列=field` may name, with the words an error explains them by. The
 * names are those of the hotline exports (handbook §7.3) wherever the two mean the same.
 */
const FIELDS = {
  source_no: '评论编号',
  parent_no: '上级评论编号',
  post_no: '帖子或文章编号',
  received_at: '评论时间',
  received_clock: '评论的时分(日期在另一列时)',
  crawled_at: '采集时间',
  channel: '平台',
  account: '公众号、贴吧等的名称',
  title: '文章或帖子标题',
  content: '评论内容',
  url: '链接',
  reply: '作者回复',
  reply_at: '回复时间',
  'engage.likes': '点赞数',
  'engage.reposts': '转发数',
  'engage.comments': '评论数',
  'engage.reads': '阅读数',
  region: 'IP属地(只留省份)',
  featured: '是否精选',
  keyword: '采集关键词',
  pictures: '图片(只看有没有)',
  'person.phone': '联系电话',
  person: '其他个人信息(不保存)',
  keep: '原样保留',
  ignore: '不读这一列',
} as const;

export type Field = keyof typeof FIELDS;

/** Shorter names that people try. */
const SHORT: Record<string, Field> = {
  comment_id: 'source_no', id: 'source_no', parent_id: 'parent_no', post_id: 'post_no', time: 'received_at', platform: 'channel',
  likes: 'engage.likes', reposts: 'engage.reposts', comments: 'engage.comments', reads: 'engage.reads', place: 'region', location: 'region',
  'person.name': 'person', 'person.id': 'person', 'person.address': 'person', 'person.other': 'person',
};

/** The field that a name in `--map` means; null where it means none. */
export const fieldOf = (name: string): Field | null => (Object.hasOwn(FIELDS, name) ? (name as Field) : Object.hasOwn(SHORT, name) ? SHORT[name]! : null);

/** `source_no(评论编号)、…`, for errors. */
export const fieldList = (): string => Object.entries(FIELDS).map(([field, words]) => `${field}(${words})`).join('、');
