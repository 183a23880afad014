import type { Refer, Urgency } from '../../model/index.ts';

/** Danger that has a number of its own (handbook §2.4 ①), the most pressing first. */
const HOTLINES: [RegExp, string, string][] = [
  [/着火|起火|失火|火灾|火势|冒浓烟|爆炸|(?:燃气|煤气|天然气|液化气)[^,。]{0,6}(?:泄漏|泄露|漏气)|坍塌|倒塌|被压|被困/u, '119', '消防救援'],
  [/车祸|交通事故|追尾|撞(?:人|车|倒|伤|飞|了)/u, '122', '交警(有人受伤同时拨打120)'],
  [/跳楼|轻生|自杀|割腕|要跳|持刀|砍人|杀人|斗殴|群殴|抢劫|绑架|劫持|落水|溺水|非法拘禁|家暴/u, '110', '公安'],
  // Who lies in a hospital has the doctors there.
  [/^(?![^]*(?:医院|住院|病房))[^]*(?:昏迷|晕倒|休克|没有呼吸|停止呼吸|大出血|中毒|抽搐|心梗|难产|生命垂危)/u, '120', '急救'],
];

/** 紧急热线: only what was judged to be urgent; a fire of last week is no emergency. */
export function emergencyOf(text: string, urgency: Urgency | undefined): Refer | null {
  if (urgency !== '紧急') return null;
  const hit = HOTLINES.find(([danger]) => danger.test(text));
  if (!hit) return null;
  const [, to, who] = hit;
  return { kind: '紧急热线', to, advice: `请诉求人立即拨打${to}(${who}),值班员同时电话转${to},不等派单` };
}
