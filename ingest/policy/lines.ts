import { dayIn, isDayLine } from './day.ts';
import { markOf } from './marks.ts';

/** Words that name a kind of document, at the end of its title. */
const KIND = '通知|意见|方案|要点|办法|规定|决定|通报|公告|通告|细则|计划|规划|函|批复|报告|分工|纪要|条例|决议|请示|公报|措施|举措|清单|任务|台账|指引|指南|预案|制度|规则|分工表|任务表|分解表|安排|建议|标准|规程|章程';
const TITLE = new RegExp(`^(?!.*[。;!?]).{4,120}(?:${KIND})(?:的?(?:通知|函|意见|批复|公告))?(?:[(〔[](?!.*(?:牵头|配合|负责)).{1,30}[)〕\\]])?$`);
const PLAIN_KIND = new RegExp(`^(?:${KIND})$`);
const TITLE_END = new RegExp(`^[^,。;:!?]{0,16}(?:${KIND})(?:的(?:通知|函|意见))?$`);
const ORGAN = /^[^,。;:!?]{2,30}(?:办公[室厅]|政府|委员会|[局委厅办部处]|领导小组|中心|公司|管委会|党组|[支大总]队|专班|指挥部|工作组|开发区|园区|街道|协会|学会|联合会|银行|学校|大学|学院|医院|法院|检察院)(?:办公室)?$/;

/** What may be left of a title that was set on two lines. */
export const isTitleEnd = (folded: string) => TITLE_END.test(folded);

/** A line that can be a document's title; folded. */
export function isTitle(folded: string): boolean {
  if (folded.length < 6 || folded.length > 160 || PLAIN_KIND.test(folded) || markOf(folded) !== null || /^[【[]|^附件|:.+$|^(?:要|各|为|请|将|现|对)/.test(folded)) return false;
  const commas = (folded.replace(/《[^》]*》/g, '').match(/,/g) ?? []).length;
  return TITLE.test(folded) && commas <= (folded.includes('关于') ? 2 : 0) && (/关于|\d{4}年|工作|方案|办法|要点|实施|管理|计划|规定|细则|意见|条例|任务/.test(folded));
}

export const isOrgan = (folded: string) => ORGAN.test(folded) && markOf(folded) === null;

export const isAttachmentLine = (folded: string) => /^附 ?[件表录](?: ?[\d一二三四五六七八九十]{0,3})? ?(?:[:.、]|$|(?=.{2,40}$))/.test(folded) && folded.length < 200;

const CLOSINGS = [
  /^(?:特此|专此)(?:通知|通报|公告|函告|报告|函复|批复|函达)/, /^[([]此件.{2,20}[)\]]?$/, /^抄[送报] ?:|^主送 ?:|^印发 ?:|^报 ?: ?.{2,}|^发送 ?:/, /^联系(?:人|电话|方式|单位)|^[([]联系人/, /^(?:咨询|联系|监督)电话/,
  /^.{2,30}(?:办公[室厅]|秘书[处科]|[局委办厅])\s*(?:20\d\d|二[〇零○]).{4,14}印发$/, /^共印\d+份$/, /^本(?:意见|办法|方案|通知|细则|规定|措施|制度|规则|要点).{0,6}自.{2,20}起(?:施行|实施|执行)/, /^[([]?(?:盖章|公章|签章)[)\]]?$/, /^(?:政策)?(?:解读|咨询)(?:单位|机关|人|方式) ?:/, /^主题词 ?:/,
];

/** Lines behind a document's last requirement: salutations, receivers, contacts. */
export const isClosing = (folded: string) => folded.length < 200 && CLOSINGS.some((form) => form.test(folded));

/** The signature: an office alone on its line before a date, the date itself, or both on one line. */
export function isSignature(folded: string, next: string | undefined): boolean {
  if (isDayLine(folded)) return true;
  if (folded.length > 60) return false;
  if (isOrgan(folded.replaceAll(' ', ''))) return next === undefined || isDayLine(next) || isOrgan(next.replaceAll(' ', ''));
  const day = dayIn(folded);
  return day !== null && /[日\d]$/.test(folded) && isOrgan(folded.replace(/\s*(?:20\d\d|二[〇零○]).*$/, '').replaceAll(' ', ''));
}

/** `各县(市、区)人民政府,市各委办局:` */
export const isSalutation = (folded: string) => folded.length < 200 && folded.endsWith(':') && /^(?:各|市[各直]|[省区县]直|[^。]{0,20}(?:政府|办公室|局|委|部门|单位))/.test(folded) && !/如下|。|要求/.test(folded) && markOf(folded) === null;
