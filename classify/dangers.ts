/**
 * Which emergency number a danger belongs to. A 12345 line does not handle what is 紧急: it goes to 110 and the like at once
 * (国办函〔2025〕66号(二), handbook §2.4 ① and YZ-063).
 */
export interface Danger {
  to: '119' | '120' | '110' | '122';
  who: string;
  sign: RegExp;
  advice: string;
}

const DANGERS: readonly Danger[] = [
  {
    to: '119', who: '消防救援',
    sign: /着火|起火|失火|火灾|火势|冒浓烟|明火|爆炸|(?:煤气|燃气|天然气|液化气|化学品|危化品)[^,。]{0,6}(?:泄漏|泄露|漏气)|坍塌|倒塌|(?:被困|困在|困于)[^,。]{0,6}(?:电梯|水|楼|火|车)|电梯[^,。]{0,6}(?:困人|困住|被困)/u,
    advice: '起火、爆炸、燃气泄漏、坍塌或有人被困,请立即拨打 119(消防救援),先离开危险处,不要开关电器和明火',
  },
  {
    to: '120', who: '急救',
    sign: /(?:受|重|烧|砸|撞|刺)伤|昏迷|昏倒|晕倒|休克|抽搐|大出血|流血不止|呼吸困难|没有?呼吸|心脏骤停|(?:食物|煤气|农药|集体|一氧化碳)中毒|心梗|生命垂危|服毒|割腕|触电|溺水|难产/u,
    advice: '有人受伤、中毒、昏迷或突发疾病,请立即拨打 120(医疗急救),说清地点和伤病情况',
  },
  {
    to: '110', who: '公安',
    sign: /跳楼|跳河|跳江|跳桥|要跳|轻生|自杀|割腕|落水|溺水|持刀|持械|行凶|砍人|被?绑架|劫持|抢劫|杀人|群殴|强奸|(?:正在|现在|群体|聚众)[^,。]{0,6}(?:打架|斗殴|打人)|(?:殴打|家暴)|(?:孩子|小孩|老人|儿童|女儿|儿子)[^,。]{0,6}(?:走失|失踪|被拐)|非法拘禁|限制人身自由/u,
    advice: '有人轻生、落水、走失,或正在发生打斗、侵害,请立即拨打 110(公安报警)',
  },
  {
    to: '122', who: '交警',
    sign: /车祸|交通事故|撞车|追尾|(?:被|让)[^,。]{0,4}车[^,。]{0,2}撞|撞(?:了|到|倒)[^,。]{0,4}(?:人|行人|老人|孩子)|翻车|肇事逃逸/u,
    advice: '发生交通事故,请立即拨打 122(交通事故报警),有人受伤同时拨打 120',
  },
];

/** A clause that tells of what was, may be or should not be: no danger now. */
const NOT_NOW = /去年|前年|上个?月|上周|以前|曾经?|历史|[0-9]{4}年|隐患|可能|万一|如果|一旦|担心|怕|容易|以免|避免|防止|预防|演练|宣传|培训|赔偿|理赔|工伤|认定|报道|为什么没|怎么(?:办理|申请|报)|打不着|疫情期间/u;

/** Who lies in a hospital has the doctors there. */
const IN_HOSPITAL = /医院|住院|病房/u;

/**
 * The dangers that a text tells of as going on, 119 first; whether it is 紧急 is the verdict's to say.
 *
 * @param text as written; full width and half width alike
 * @example dangersIn('三楼着火了,有人烧伤').map((d) => d.to) // → ['119', '120']
 */
export function dangersIn(text: string): Danger[] {
  const clauses = text.normalize('NFKC').split(/[,。!?;\n]/u).filter((clause) => !NOT_NOW.test(clause));
  const hospital = IN_HOSPITAL.test(text);
  return DANGERS.filter(({ to, sign }) => !(to === '120' && hospital) && clauses.some((clause) => sign.test(clause)));
}
