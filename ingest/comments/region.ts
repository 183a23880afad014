const PROVINCES = '北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门';
const PROVINCE = new RegExp(PROVINCES);
const ABROAD = /海外|国外|境外|美国|日本|韩国|英国|加拿大|澳大利亚|新西兰|新加坡|德国|法国|意大利|西班牙|荷兰|瑞士|瑞典|俄罗斯|马来西亚|泰国|越南|菲律宾|印度|印尼|柬埔寨|缅甸|阿联酋/;
/** `11-24江苏`, `2小时前·广东 回复`: 小红书 and 抖音 print place and time as one. */
const BEHIND_TIME = new RegExp(String.raw`(?<=[\d天前时分日秒刚才])[\s\u00b7]*(?:来自|IP属地[:\uff1a]?)?\s*(${PROVINCES})?\s*(?:回复|举报)?\s*$`, 'i');

/** No nearer than the province (handbook §7.4): `'来自广东广州'` → `'广东'`, `'美国'` → `'境外'`; null where no place is named. */
export const provinceOf = (text: string): string | null => PROVINCE.exec(text)?.[0] ?? (ABROAD.test(text) ? '境外' : null);

/** A time freed of the place behind it: `splitPlace('11-24江苏')` → `{ time: '11-24', place: '江苏' }`. */
export function splitPlace(cell: string): { time: string; place: string | null } {
  const text = cell.trim().slice(0, 100);
  const found = BEHIND_TIME.exec(text);
  return found && found[0].trim() !== '' ? { time: text.slice(0, found.index), place: found[1] ?? null } : { time: text, place: null };
}
