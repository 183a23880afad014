import type { Refer, Urgency } from '../../model/index.ts';
import { dangersIn, type Danger } from '../dangers.ts';

/** Who takes the lead where several are called: who was run over is the traffic police's case, and an ambulance's too. */
const FIRST: readonly Danger['to'][] = ['119', '122', '110', '120'];

/** 紧急热线: only what was judged to be urgent; a fire of last week is no emergency. */
export function emergencyOf(text: string, urgency: Urgency | undefined): Refer | null {
  if (urgency !== '紧急') return null;
  const dangers = dangersIn(text).sort((a, b) => FIRST.indexOf(a.to) - FIRST.indexOf(b.to));
  const [first, ...others] = dangers;
  if (!first) return null;
  const also = others.length > 0 ? `,同时拨打${others.map((d) => `${d.to}(${d.who})`).join('、')}` : '';
  return { kind: '紧急热线', to: first.to, advice: `请诉求人立即拨打${first.to}(${first.who})${also};值班员同时电话转${first.to},不等派单。${first.advice}` };
}
