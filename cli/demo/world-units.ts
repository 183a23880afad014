import type { CategoryCode, RequestType } from '../../model/index.ts';

/** Who in the invented city handles what, and how it reports a complaint done; `{place}` is where it happened. */
export const UNITS: Record<CategoryCode, { unit: string; handled: string }> = {
  EPI: { unit: '市卫生健康局', handled: '疾控人员已到{place}核查，要求按规范操作并每日上报，情况已告知来电人。' },
  EDU: { unit: '市教育局', handled: '教育股已到{place}调查，情况部分属实，责令一周内整改并向家长说明。' },
  MED: { unit: '市卫生健康局', handled: '医政股与{place}核实后已要求改进服务，并由科室负责人向来电人致歉。' },
  ELD: { unit: '市民政局', handled: '民政局会同街道到{place}检查，发现的问题已列入整改清单。' },
  REL: { unit: '市民政局', handled: '镇社会救助站已入户核查，符合条件的按程序办理，结果已告知来电人。' },
  HOU: { unit: '市住房和城乡建设局', handled: '物业股已约谈{place}相关企业，限期给出书面处理意见。' },
  FIN: { unit: '市地方金融工作局', handled: '已登记有关信息并移送监管部门核查，提醒来电人保留合同和转账凭证。' },
  WAG: { unit: '市人力资源和社会保障局', handled: '劳动监察大队已立案核查，用工单位书面承诺了解决期限。' },
  ENV: { unit: '生态环境局清河分局', handled: '执法人员夜间到{place}检查，责令整改并安排监测，结果将向来电人反馈。' },
  FDS: { unit: '市市场监督管理局', handled: '市场监管所已检查{place}相关经营者，问题食品下架封存并立案处理。' },
  SAF: { unit: '市消防救援大队', handled: '监督员到{place}检查，隐患已当场督促整改，一周后复查。' },
  DIS: { unit: '市应急管理局', handled: '应急和自然资源人员已到{place}踏勘，设置警戒并安排专人值守。' },
  TRA: { unit: '市交通运输局', handled: '已派人到{place}查看，列入本月整改计划，完成后电话告知。' },
  UTI: { unit: '市水务局', handled: '运营企业已派人到{place}检修，恢复正常后与来电人核对无误。' },
  URB: { unit: '市城市管理局', handled: '执法中队到{place}现场处理，并安排专人巡查防止反复。' },
  LND: { unit: '市自然资源和规划局', handled: '自然资源所到{place}实地核查，处理意见已书面告知来电人。' },
  AGR: { unit: '市农业农村局', handled: '镇农业服务中心到{place}逐户核实，有出入的按规定更正。' },
  MKT: { unit: '市市场监督管理局', handled: '经市场监管所调解，双方达成一致，三日内履行。' },
  DRC: { unit: '市发展和改革局', handled: '已核查有关情况，超出标准的责令改正，项目进度在政府网站公布。' },
  GRV: { unit: '市民政局', handled: '镇政府派人到{place}了解情况，要求补全公示并接受监督。' },
  CIV: { unit: '市民政局', handled: '民政局已要求{place}严格按公示标准执行，多收部分退还。' },
  CUL: { unit: '市文化广电和旅游局', handled: '执法人员到{place}检查，责令更正并退还相关费用。' },
  PSE: { unit: '市公安局', handled: '辖区派出所已与来电人联系并告知办理进展，加强{place}一带巡逻。' },
  STY: { unit: '市政务服务中心', handled: '经核查情况属实，已对责任人批评教育，并向来电人致歉、一次性告知材料。' },
  POL: { unit: '市政府办公室', handled: '已会同有关单位核实执行情况，符合条件的按文件落实。' },
  OTH: { unit: '市政务服务中心', handled: '已作登记。' },
};

/** How a request that needs no inspection is answered. */
export const ANSWERED: Partial<Record<RequestType, string>> = {
  咨询: '已电话答复有关规定和办理流程，来电人表示清楚。',
  建议: '您的建议已转有关股室研究，采纳情况将另行告知。',
  表扬: '您的表扬已转达，感谢对我们工作的认可。',
  其他: '已作登记。',
};
