import { maskText } from './mask.ts';

export type SensitiveKind = 'health' | 'disability' | 'welfare';

export interface Outside {
  text: string;
  /** What was generalised; a mark for whoever sends it on. */
  kinds: SensitiveKind[];
}

/** Behind a name of an illness: then it is about a place, a policy or an epidemic, and nobody's. */
const IMPERSONAL = '(?!人?(?:疫情|防控|防治|疫苗|医院|科|门诊|诊所|预防|宣传|筛查|政策|专家|研究|知识|药店|医保目录|中心|联合会|事业|保障金|机构|通道|停车位|卫生间|专用))';
const STAGE = '(?:早期|中期|晚期|复发|患者|病人)?';
const ILLNESS = '(?:尿毒症|肾衰竭?|白血病|淋巴瘤|恶性肿瘤|肿瘤|癌症|[肝肺胃肠乳腺食管宫颈胰甲状前列直结膀胱骨血]{1,3}癌|艾滋病|HIV|梅毒|淋病|性病|乙肝|丙肝|肝硬化|肺结核|结核病?|糖尿病|高血压|心脏病|冠心病|脑梗死?|脑出血|脑瘫|中风|偏瘫|瘫痪|癫痫|帕金森|阿尔茨海默|老年痴呆|痴呆|抑郁症?|双相情感障碍|躁郁症|精神分裂症?|精神病|精神障碍|自闭症|孤独症|红斑狼疮|血友病|地中海贫血|尘肺病?|矽肺|哮喘|植物人|新冠肺炎|新冠阳性|流产|不孕不育|性功能障碍)';

const RULES: readonly [SensitiveKind, RegExp, string][] = [
  ['disability', /(?:残疾人?证|残疾军人证)(?!怎么|如何|办理)/g, '相关证件'],
  ['disability', new RegExp(`(?:[一二三四1-4]级(?:肢体|视力|听力|言语|智力|精神|多重)?残疾|(?:肢体|视力|听力|言语|智力|精神|多重|重度|轻度)残疾|残疾|聋哑|双目失明|智障|截肢|高位截瘫|截瘫)人?${IMPERSONAL}`, 'g'), '身体状况特殊'],
  ['welfare', /(?:低保户|特困户|五保户|贫困户|建档立卡(?:贫困)?户|困难户)/g, '享受救助的家庭'],
  ['welfare', /(?:吃低保|低保金?|五保|特困供养|最低生活保障|建档立卡|特困人员|孤儿)(?!政策|申请|条件|标准|办理|窗口|怎么|如何)/g, '享受救助'],
  ['health', new RegExp(`${ILLNESS}${STAGE}${IMPERSONAL}`, 'g'), '某种疾病'],
  ['health', /(?:血液)?透析(?!中心|室|机|设备|科)|化疗|放疗|器官移植|肾移植|骨髓移植|截瘫/g, '某种治疗'],
  ['health', /(?:怀孕|孕)(?:\d{1,2}|[一二三四五六七八九十]{1,2})个?[月周]|孕妇(?!专用|通道|装)/g, '特殊生理期'],
];

/**
 * A text as it may leave the house (handbook §7.4): masked, and what it tells of health, disability and relief only in
 * general words. The working text keeps them, for whoever must help needs them.
 *
 * @example generaliseForOutside('家里是低保户') // → { text: '家里是享受救助的家庭', kinds: ['welfare'] }
 */
export function generaliseForOutside(text: string): Outside {
  const kinds = new Set<SensitiveKind>();
  let out = maskText(text).text;
  for (const [kind, words, general] of RULES) {
    out = out.replace(words, () => {
      kinds.add(kind);
      return general;
    });
  }
  return { text: out, kinds: [...kinds] };
}
