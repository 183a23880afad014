import type { LabelledMessage } from '../../../classify/single/message.ts';
import { seeded } from '../../../classify/train/random.ts';

/** Pieces of messages of our own: what is wrong, by label, and what anyone may say around it. */
const MATTERS: Record<string, readonly string[]> = {
  道路: ['路灯不亮', '井盖松动', '路面坑洼', '红绿灯失灵', '斑马线磨没了', '人行道塌陷', '公交站牌倒了', '隧道积水'],
  教育: ['学校乱收费', '幼儿园入园难', '老师有偿补课', '学区划分不公', '食堂饭菜变质', '校服质量差', '课后服务取消', '操场长期不开放'],
  环境: ['河水发臭', '工地扬尘', '夜间噪音', '烟囱冒黑烟', '垃圾堆成山', '污水直排', '油烟呛人', '养猪场臭气'],
};
const AROUND = ['您好,', '请问', '我们小区门口', '已经三个月了', ',希望尽快处理', ',多次反映没有结果', '谢谢', ',请有关部门核实', '附近居民', ',大家意见很大'];
const STOP = new Set(['您好', '请问', '已经', '谢谢', '了', ',']);

/** `n` messages a label, repeatable; `labels` may rename or widen the set. */
export function written(n: number, seed: number, labels: Record<string, readonly string[]> = MATTERS): LabelledMessage[] {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  return Array.from({ length: n }, () => Object.entries(labels).map(([label, matters]): LabelledMessage => (
    { label, message: { text: `${pick(AROUND)}${pick(matters)}${pick(AROUND)}${pick(matters)}${pick(AROUND)}` } }
  ))).flat();
}

/** The same message as segmented files hold it: words without stop words. */
export const isStop = (word: string): boolean => STOP.has(word);
