import { aliasTable, FAMILY_RANK, familyOf, type Families, type NameMeaning as Meaning } from '../table/aliases.ts';
import { exactKey, nameKey } from '../table/names.ts';
import type { Field } from './fields.ts';

/**
 * Column names by field, best first: where several columns of a file mean one field, the first that has a value in a
 * row counts. Handbook §7.1–7.3, and what their neighbours are called elsewhere.
 */
const ALIASES: Record<Exclude<Field, 'keep'>, string> = {
  source_no: `工单编号 工单号 工单编码 工单流水号 受理编号 受理单号 诉求编号 诉求单号 信件编号 来信编号 留言编号 热线单号 热线编号
    热线工单号 投诉编号 信访编号 信访件编号 事件编号 案件编号 案件号 任务号 任务编号 办件编号 办件号 登记编号 业务编号 咨询编号
    gongdanbianhao gongdanhao gdbh gdh shoulibianhao slbh xinjianbianhao xjbh 12345编号 12345工单编号 12345工单号 12345号 市工单编号 市级工单编号 政府工单号 政务热线编号 平台单号 区级工单编号 区级编号
    区工单编号 区级号 流水号 单号 编号 订单号 orderno orderid ordernumber ordercode worksn worksheetno ticketno ticketid caseno caseid tid mid
    微博id 评论id commentid noteid id guid 主键`,
  received_at: `来电时间 受理时间 登记时间 来信时间 留言时间 诉求时间 投诉时间 反映时间 来件时间 收件时间 接件时间 信访日期 信访时间
    诉求日期 登记日期 受理日期 来电日期 来信日期 留言日期 提交时间 提交日期 提问时间 咨询时间 写信时间 接听时间 呼入时间 通话时间 建单时间 创建时间 创建日期
    生成时间 录入时间 录入日期 上报时间 事件时间 区交办时间 交办时间 市交办时间 交办日期 派单时间 派发时间 转办时间 发布时间 发布日期 发表时间 评论时间 评论发布时间 发帖时间
    createtime createdat createdtime createdate createdatetime publishtime publishedat publishdate pubtime pubdate receivedat receivetime accepttime
    calltime registertime registrationtime messagedate reportedat reporttime submittedat submissiontime datereceived opendate openedat laidianshijian ldsj shoulishijian slsj dengjishijian djsj laixinshijian lxsj tijiaoshijian tjsj
    日期 时间 date time`,
  received_clock: '来电时刻 受理时刻 登记时刻 messagetime 时分 时刻',
  channel: `诉求渠道 来源渠道 受理渠道 受理方式 工单来源 诉求来源 信息来源 信件来源 来源平台 来电渠道 反映渠道 投诉渠道 信访方式 诉求方式
    来件方式 来源 渠道 平台 channel source platform suqiuqudao sqqd qudao laiyuan`,
  request_type: `诉求类型 工单类型 信件类型 来信类型 留言类型 事项类型 来电类别 来电类型 诉求类别 工单类别 信件类别 问题类型 信访目的 信访诉求类型
    诉求性质 工单性质 业务类型 受理类型 反映类型 诉求类型名称 类型 requesttype ordertype tickettype casetype calltype complainttype messagetype label2 suqiuleixing sqlx gongdanleixing gdlx leixing type`,
  title: `诉求标题 工单标题 工单主题 诉求主题 来信主题 来信标题 信件标题 信件主题 信件名称 留言主题 留言标题 咨询主题 咨询标题 投诉标题 事件标题 事件名称 事项标题 事项名称
    问题标题 帖子标题 标题 主题 title subject messagetitle biaoti zhuti bt`,
  content: `诉求内容 诉求详情 诉求描述 诉求事项 具体诉求 内容描述 具体内容 描述内容 问题及诉求 诉求问题 来电内容 来电诉求 来信内容 信件内容 信件正文 工单描述 工单内容 工单详情 工单正文 留言内容 留言详情 留言正文 留言
    反映内容 反映问题 反映情况 反映事项 投诉内容 投诉详情 举报内容 咨询内容 求助内容 建议内容 问题描述 问题详情 问题内容 问题概述 事件描述 事件内容 事件详情 事项内容 事项描述 受理内容
    受理描述 登记内容 信访内容 信访事项 诉求概况 信访概况 诉求摘要 内容概述 内容摘要 主要内容 主要诉求 主要问题 详细内容 详细描述 情况描述 情况说明 评论内容 评论 帖子内容 正文 内容 描述 诉求
    suqiuneirong sqnr laidianneirong ldnr laixinneirong lxnr content messagecontent contenttext text body description detail details neirong nr`,
  cat1: `一级分类 行业分类1级 行业分类一级 一级类别 一级标签 一级事项 一级问题分类 问题分类一级 问题分类1级 问题分类1 分类一级 内容分类一级 一级内容分类 诉求一级分类 分类1 大类 大类名称 事件大类
    一级诉求分类 问题分类 内容分类 诉求分类 事项分类 工单分类 行业分类 所属分类 所属领域 领域 分类 domain category label1`,
  cat2: '二级分类 行业分类2级 行业分类二级 二级类别 二级标签 二级事项 二级问题分类 问题分类二级 问题分类2级 问题分类2 分类二级 内容分类二级 二级内容分类 诉求二级分类 二级诉求分类 分类2 小类 小类名称 事件小类',
  cat3: '三级分类 行业分类3级 行业分类三级 三级类别 三级标签 三级事项 三级问题分类 问题分类三级 问题分类3级 问题分类3 分类三级 内容分类三级 三级内容分类 诉求三级分类 三级诉求分类 分类3 细类',
  cat4: '四级分类 行业分类4级 行业分类四级 四级类别 四级标签 四级事项 四级问题分类 问题分类四级 问题分类4级 问题分类4 分类四级 诉求四级分类 分类4',
  cat5: '五级分类 行业分类5级 行业分类五级 五级类别 五级标签 五级问题分类 问题分类五级 问题分类5级 问题分类5 分类五级 分类5',
  location: `事发地址 事发地点 事发区域 事发地 事发位置 事件发生地 事件发生地址 事件发生地点 事件地址 问题发生地 问题发生地址 问题地址 问题地点 问题位置 诉求详细地址 诉求地址 诉求地点
    诉求区域 反映地址 投诉地址 发生地址 发生地点 发生地 详细地址 所属区域 所属街道 所属区县 区域 行政区划 地点 所属社区 所属网格 网格 location shifadizhi sfdz incidentaddress incidentlocation`,
  'person.name': `来电人 来电人姓名 来电人员 诉求人 诉求人姓名 诉求人员 求助人员 求助人 反映人 反映人姓名 投诉人 投诉人姓名 举报人 举报人姓名 信访人 信访人姓名 来信人 来信人姓名 写信人 留言人 留言人姓名
    留言用户 咨询人 咨询人姓名 申请人 申请人姓名 市民姓名 群众姓名 联系群众 联系人 联系人姓名 姓名 昵称 用户名 用户昵称 网名 网友 作者 评论用户名 nickname usernickname username name realname linkman contact contactname laidianren ldr laixinren lxr xingming caller callername complainant reporter citizenname`,
  'person.phone': `联系电话 联系方式 联系号码 联系手机 手机号码 手机号 手机 移动电话 来电号码 来电电话 主叫号码 求助号码 诉求人电话 诉求人联系电话 诉求人联系方式 反映人电话 投诉人电话 投诉人联系电话 举报人电话 信访人电话
    来信人电话 来电人电话 来电人联系电话 来电人号码 联系人电话 联系人手机 回访电话 回拨号码 市民电话 群众电话 固定电话 电话 电话号码 phone phonenumber telephone tel mobile callnumber callerid mobilephone contactphone phoneno lianxidianhua lxdh shoujihao sjh dianhua`,
  'person.id': '身份证 身份证号 身份证号码 证件号 证件号码 诉求人身份证 诉求人身份证号 idcard idnumber identityno cardno',
  'person.address': '住址 地址 家庭住址 家庭地址 居住地址 居住地 联系地址 诉求人地址 诉求人住址 来电人地址 来电人住址 信访人住址 来信人地址 通讯地址 通信地址 户籍地址 户籍地',
  'person.other': `性别 诉求人性别 来电人性别 年龄 年龄段 民族 出生日期 出生年月 生日 学历 婚姻状况 政治面貌 证件类型 用户id userid uid useruid openid unionid creatorhash sex gender age birthday
    ip ip属地 ip地址 iplocation 评论ip 头像 avatar 用户简介 评论用户简介 个人简介 粉丝数 关注人数 关注数 email 邮箱 电子邮箱 电子邮件 邮箱地址 来信人邮箱 微信 微信号 qq qq号 wechat userurl profileurl 银行卡号 银行卡 银行账号 收款账号 社保号 社保卡号 车牌 车牌号 车牌号码 录音 录音地址 录音文件 录音链接`,
  main_unit: `处置单位 主办单位 主办单位名称 主责单位 牵头单位 承办单位 承办单位名称 承办部门 当前承办单位 当前处理单位 当前处置单位 街道承办单位 街道级承办单位 区级承办单位 市级承办单位 区交办主办单位 市交办主办单位 责任单位 责任部门
    办理单位 办理部门 办结单位 处理单位 处理部门 处置部门 受理单位 受理部门 主办部门 交办单位 派往单位 派发单位 转办单位 回复单位 答复单位 回复部门 答复部门 承接单位 部门 department dept unit mainunit org chengbandanwei cbdw zhubandanwei zbdw banlidanwei bldw assignedto handlingunit responsibleunit`,
  co_unit: '协办单位 协办单位名称 协办部门 协同单位 配合单位 市交办协办单位 区交办协办单位 会办单位 counit xiebandanwei xbdw',
  due_at: `办理时限 办结时限 办理期限 办结期限 区交办办结期限 市交办办结期限 处置时限 处理时限 承办时限 承办期限 回复截止时间 回复截止 答复时限 回复时限 回复期限 截止时间 截止日期 规定日期 规定办结时间 应办结时间
    要求办结时间 限办时间 限期日期 限期 办理截止时间 到期时间 到期日期 超期时间 时限 duedate dueat deadline banlishixian blsx jiezhishijian`,
  status: `办理状态 工单状态 办事状态 处置状态 处理状态 信件状态 办结状态 流程状态 当前状态 区状态 街道状态 区街道状态 信访状态 当前环节 环节 办理环节 流程环节 是否办结 状态 status state banlizhuangtai blzt gongdanzhuangtai gdzt`,
  reply: `最终答复 最终答复内容 最终回复 最终答复意见 答复意见 答复内容 公开答复内容 公开答复 回复内容 回复意见 回复 答复 官方回复 官方答复 单位回复 部门回复 部门答复 网站答复 办结意见 办结内容 办理结果 处理结果 处置结果 办理情况 处理情况 处置情况 办理内容 处理内容 处置内容 受理意见 办理意见 处理意见
    处理措施 反馈内容 反馈意见 作者回复 首次答复 首次答复内容 初次答复 初次答复内容 初次回复 初步答复 一次答复 承办单位意见 reply replycontent answer response resolution dafuneirong dfnr dafuyijian dfyj huifuneirong hfnr banlijieguo bljg banliqingkuang blqk`,
  reply_at: '最终答复时间 最终回复时间 最终答复日期 答复时间 答复日期 回复时间 回复日期 反馈时间 反馈日期 办理时间 办理日期 处理时间 处理日期 首次答复时间 初次答复时间 初次回复时间 初步答复时间 replytime replyat answertime replydate respondedat responsetime dafushijian dfsj huifushijian hfsj',
  closed_at: '办结时间 办结日期 结案时间 结案日期 完成时间 完成日期 办毕时间 归档时间 关闭时间 实际办结时间 closetime closedat closedate finishtime finishedat completedat resolvedat endtime banjieshijian bjsj',
  url: '链接 网址 原文链接 信件链接 帖子链接 url link noteurl contenturl',
  'engage.likes': '点赞数 点赞量 点赞 评论点赞数 赞 支持数 likecount likedcount commentlikecount likes votes',
  'engage.reposts': '转发数 转发量 转发 分享数 sharecount sharedcount repostcount repostnum',
  'engage.comments': '评论数 评论量 跟帖数 回帖数 子评论数 commentcount commentscount subcommentcount commentnum',
  'engage.reads': '阅读数 阅读量 浏览量 浏览数 点击数 点击量 播放量 readcount viewcount viewdcount videoplaycount',
  // What changes with every export and says nothing of the order: kept, it would make a revision of every row.
  ignore: '序号 行号 no no. # 导出时间 导出日期 导出人 打印时间 打印人 剩余时间 剩余时限 剩余天数 剩余工作日 剩余时长 lastmodifyts 采集时间 抓取时间 crawltime',
};

/** Names of a whole family, for what the table above does not list. The first that fits counts. */
const FAMILIES: Families<Field> = [
  // Weak labels that somebody computed from the texts: read by nobody, or what is measured would be its own answer.
  [/hottopic|taxonomyrule|byrule$/, 'ignore'],
  [/^原|回退|退回/, 'keep'],
  // Staff, not the person who wrote.
  [/(承办|经办|办理|处理|受理|登记|审核|审批|派单|回访|接线|座席|坐席|话务|值班|负责|联络|签收|督办|录入|创建|操作)(人|员)/, 'keep'],
  [/身份证|证件号/, 'person.id'],
  [/(电话|手机|联系方式)(号码?)?\d*$|(来电|主叫|被叫|联系|求助|回拨|诉求人|群众|市民).{0,2}号码\d*$/, 'person.phone'],
  [/(姓名|昵称|用户名)$/, 'person.name'],
  [/(家庭|居住|户籍|通讯|联系).*(地址|住址)$|住址$/, 'person.address'],
  [/(性别|年龄|银行卡号?|社保卡?号|车牌号?|民族|微信号?|qq号?|邮箱|openid|userid|用户id|ip属地|头像)$/, 'person.other'],
  [/(协办|配合|协同).{0,3}(单位|部门)$/, 'co_unit'],
  [/(承办|主办|责任|主责|处置|办理|牵头).{0,3}(单位|部门)(名称)?$/, 'main_unit'],
  [/(时限|期限|截止(时间|日期)?)$/, 'due_at'],
  [/(办结|结案|办毕)(时间|日期)$/, 'closed_at'],
  [/(答复|回复)(时间|日期)$/, 'reply_at'],
  [/(答复|回复|办理|处理|处置|回访|反馈|退回|审核|督办|延期|批示|评价|满意|备注|不满)/, 'keep'],
  [/^(12345|热线|市级|区级|平台|系统)?.{0,4}(工单|诉求|信件|留言|受理|热线|投诉|信访)(编号|单号|号|号码|流水号|编码|id)$/, 'source_no'],
  [/(诉求|来电|反映|投诉|举报|留言|来信|信件|工单|咨询|问题|事件|事项|信访|市民|群众).{0,4}(内容|详情|描述|正文|概述|摘要|详述)$/, 'content'],
  [/^(具体|详细|主要|简要|问题|情况|事项|诉求|需求)(内容|情况|问题|诉求|描述|详情)?(描述|详情|概述|摘要|说明|简述|内容)$/, 'content'],
  [/(诉求|来电|反映|投诉|举报|留言|来信|信件|工单|咨询|问题|事件|事项|信访).{0,2}(标题|主题)$/, 'title'],
  [/(诉求|来电|反映|投诉|举报|留言|来信|信件|工单)(提出|提交|登记|受理|创建|发布|录入|接听|产生|生成)?(时间|日期)$/, 'received_at'],
  [/(诉求|事发|事件|问题|发生).{0,3}(地址|地点|位置|区域)$/, 'location'],
  [/(诉求|来电|工单|信件|留言).{0,2}(渠道|来源)$/, 'channel'],
];

export type NameMeaning = Meaning<Field>;

const table = aliasTable(ALIASES, nameKey);

/** Codes with their names: in `requestType.name` the key above says what it is. What it says of a person stays below. */
function labelOf(name: string, dot: number): NameMeaning | undefined {
  if (dot <= 0 || !/^(?:name|label|text|title|value|desc|名称)$/i.test(name.slice(dot + 1))) return undefined;
  const above = table.get(nameKey(name.slice(name.lastIndexOf('.', dot - 1) + 1, dot)));
  return above && CODED.has(above.field) ? above : undefined;
}

/** An answer that is an object of its own: the words in it are never the citizen's. */
function answerOf(name: string, dot: number): NameMeaning | undefined {
  if (dot <= 0 || !/(?:^|\.)(?:reply|replies|answers?|response|feedback|答复|回复)(?:s?list|records?|info|data|detail|vo|dto|obj|信息|列表|记录)?\./i.test(name)) return undefined;
  const below = table.get(nameKey(name.slice(dot + 1)));
  if (!below) return undefined;
  const field = IN_ANSWER[below.field] ?? 'keep';
  return { field, rank: FAMILY_RANK, listed: field !== 'keep' };
}

const IN_ANSWER: Partial<Record<Field, Field>> = { content: 'reply', reply: 'reply', received_at: 'reply_at', reply_at: 'reply_at', closed_at: 'closed_at', main_unit: 'main_unit', status: 'status' };

const CODED: ReadonlySet<Field> = new Set<Field>(['request_type', 'channel', 'status', 'main_unit', 'co_unit', 'cat1', 'cat2', 'cat3', 'cat4', 'cat5', 'location']);

/** What a column name means; null where nothing is known of it and the column is kept as it stands. */
export function meaningOf(name: string): NameMeaning | null {
  // What stands in brackets may be the point: 问题分类(二级). A nested key of a .jsonl counts by its last part.
  const dot = name.lastIndexOf('.');
  const known = table.get(exactKey(name)) ?? table.get(nameKey(name)) ?? labelOf(name, dot) ?? answerOf(name, dot) ?? table.get(nameKey(name.slice(dot + 1)));
  if (known) return known;
  return familyOf(FAMILIES, nameKey(name));
}
