import type { Span } from './pieces.ts';

/** What an answer may explain by (handbook: 讲清楚问题成因、解决方案和制约因素, and the basis it stands on). */
export type ReasonKind = '成因' | '依据' | '方案' | '制约' | '经过';

const CUES: Record<ReasonKind, RegExp> = {
  成因: /由于|因为|因(?=[\u4e00-\u9fff]{2,40}?(?:,|导致|造成|致使|故|所以|影响|未|无|不))|原因(?:是|为|在于)|导致|造成|致使|鉴于|受[^,。]{1,20}(?:影响|限制)|考虑到|为(?:了|保障|确保|避免|解决|方便|规范|缓解|减小)|是因为|主要是|之所以/g,
  依据: /根据|按照|依照|依据|《[^》]{2,60}》|[[(〔﹝【][12]\d{3}[\])〕﹞】]\s*\d*\s*号?|第[一二三四五六七八九十百\d]+条|(?:文件|政策|办法|条例|规定|规划|标准|合同|协议)(?:规定|要求|精神|明确|约定)|依法|法定|相关规定/g,
  方案: /一是|二是|三是|首先|其次|下一步|下阶段|方案|计划|拟|预计|措施|整改|争取|届时|完成后|建成后|待[^,。]{2,30}后|将(?:会)?(?:按|在|于|对|进一步|逐步|根据|纳入|严格|联合|督促)/g,
  制约: /暂(?:不|无|未)|无法|不具备|难度|需(?:要)?待|尚(?:未|在)|不宜|不足|有限|制约|不便|受限|不能|不得|无权|不符合|未(?:能|达到|通过|取得|移交|纳入|完成|列入)|缺口|滞后|困难|历史遗留|只能/g,
  经过: /经(?:查|核|调查|了解|现场)|据(?:查|了解)|(?:20\d\d年|\d{1,2}月)\d{1,2}[月日]|(?:20\d\d)年\d{1,2}月|召开|会议|协商|走访|约谈|监控|检测|勘察|勘查|查看|分别|多次|先后/g,
};
export const REASON_KINDS = Object.keys(CUES) as ReasonKind[];

/** Where each kind of reason is given, in the order of the text. */
export type Reasons = Record<ReasonKind, Span[]>;

const MOST = 40;

export function reasonsOf(substance: string): Reasons {
  const found = {} as Reasons;
  for (const kind of REASON_KINDS) {
    found[kind] = [];
    for (const hit of substance.matchAll(CUES[kind])) {
      if (found[kind].length >= MOST) break;
      found[kind].push({ start: hit.index, end: hit.index + hit[0].length });
    }
  }
  return found;
}
