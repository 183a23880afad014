import { nameKey } from '../table/names.ts';
import { meaningOf, type NameMeaning } from './aliases.ts';

/** Names that say little by themselves: 时间 under 承办信息 is not when the order came. */
const GENERIC = /^(?:时间|日期|姓名|名称|电话|手机|联系电话|联系方式|地址|单位|部门|内容|状态|结果|情况|意见|编号|类型|类别|方式|备注|标题)$/;

/** Groups about those who work on the order: a name below is not the citizen's. */
const STAFF = /承办|经办|办理|处置|处理|受理|登记|回访|审核|答复|回复|派单|督办/;

/** A name as it is meant under its group: 诉求人信息 over 姓名 is 诉求人姓名. */
export function meaningUnder(group: string | null, name: string): NameMeaning | null {
  if (group === null) return meaningOf(name);
  const whole = meaningOf(group.replace(/(?:基本)?(?:信息|情况|内容|资料|环节|栏|部分)$/, '') + name);
  const meaning = whole && (whole.listed || GENERIC.test(nameKey(name))) ? whole : meaningOf(name);
  return meaning?.field.startsWith('person.') && STAFF.test(group) ? { ...meaning, field: 'keep' } : meaning;
}
