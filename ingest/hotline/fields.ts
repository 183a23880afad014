/**
 * Unified fields of a hotline order (handbook §7.3): what `--map 列=field` may name, with the words an error explains
 * them by.
 */
const FIELDS = {
  source_no: '工单编号',
  received_at: '受理时间',
  received_clock: '受理时间的时分(日期在另一列时)',
  channel: '诉求渠道',
  request_type: '诉求类型',
  title: '标题',
  content: '诉求内容',
  cat1: '一级分类',
  cat2: '二级分类',
  cat3: '三级分类',
  cat4: '四级分类',
  cat5: '五级分类',
  location: '事发地址',
  'person.name': '诉求人姓名',
  'person.phone': '联系电话',
  'person.id': '身份证号',
  'person.address': '住址',
  'person.other': '其他个人信息(不保存)',
  main_unit: '主办单位',
  co_unit: '协办单位',
  due_at: '办理时限',
  status: '办理状态',
  reply: '答复意见',
  reply_at: '答复时间',
  closed_at: '办结时间',
  url: '链接',
  'engage.likes': '点赞数',
  'engage.reposts': '转发数',
  'engage.comments': '评论数',
  'engage.reads': '阅读数',
  keep: '原样保留',
  ignore: '不读这一列',
} as const;

export type Field = keyof typeof FIELDS;

export const isField = (name: string): name is Field => Object.hasOwn(FIELDS, name);

/** `工单编号=source_no、…`, for errors. */
export const fieldList = (): string => Object.entries(FIELDS).map(([field, words]) => `${field}(${words})`).join('、');
