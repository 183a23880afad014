import { maskText } from '../../ingest/privacy/mask.ts';

const SURNAMES = '(?:欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|夏侯|令狐'
  + '|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑罗梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤符邢])';
const HAN = '[\\u4e00-\\u9fff]';

/** A door: a building with a unit or a room. A building alone stays, because the matter may be about it. */
const DOOR = /[A-Za-z\d一二三四五六七八九十]{1,4}(?:号楼|栋|幢|座)(?:[\d一二三四五六七八九十]{1,3}单元\d{0,5}|\d{2,5})(?:室|房|号)?|\d{1,3}单元\d{2,5}(?:室|房|号)?/g;
/** A name where the words before it, or the title after it, say that it is one; one letter too many is hidden rather than one too few. */
const INTRODUCED = new RegExp(`(我叫|(?:姓名|联系人|来电人|投诉人|举报人|反映人|申请人)[是为::\\s]{1,3})(${SURNAMES})(${HAN}{1,2})`, 'g');
const ADDRESSED = new RegExp(`(${SURNAMES})(${HAN}{1,2})(?=先生|女士|小姐)`, 'g');

/**
 * People's words as a screen shows them (handbook §7.4). Numbers and accounts were hidden when the row came in; they
 * are looked for again, because rows come in by more than one way. Names and doors are hidden here only: the unit
 * that must go there needs them.
 * @example maskForScreen('我叫张建国,住阳光小区3栋2单元502室') // → '我叫张**,住阳光小区***'
 */
export function maskForScreen(text: string): string {
  return maskText(text).text
    .replace(DOOR, '***')
    .replace(INTRODUCED, (_all, before: string, surname: string, given: string) => before + surname + '*'.repeat(given.length))
    .replace(ADDRESSED, (_all, surname: string, given: string) => surname + '*'.repeat(given.length));
}
