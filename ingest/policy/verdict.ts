import type { Outline } from './outline.ts';
import type { PolicyDocument } from './types.ts';

const ALIENS: [magic: number[], what: string, remedy: string][] = [
  [[0x25, 0x50, 0x44, 0x46], '是 PDF,读不了', '请打开后复制文字,存为 .txt 再读'],
  [[0x50, 0x4b, 0x03, 0x04], '是 Word、Excel 文档或压缩包,读不了', '请另存为网页(.html)或纯文本(.txt)再读'],
  [[0xd0, 0xcf, 0x11, 0xe0], '是旧版 Word 或 Excel 文档,读不了', '请另存为网页(.html)或纯文本(.txt)再读'],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], '是 RTF 文档,读不了', '请另存为网页(.html)或纯文本(.txt)再读'],
  [[0x89, 0x50, 0x4e, 0x47], '是图片,读不了', '请识别成文字后存为 .txt 再读'],
  [[0xff, 0xd8, 0xff], '是图片,读不了', '请识别成文字后存为 .txt 再读'],
];

/** What a file is that holds no text. */
export function kindOfBytes(bytes: Uint8Array): { what: string; remedy: string } | null {
  const found = ALIENS.find(([magic]) => magic.every((byte, i) => bytes[i] === byte));
  return found ? { what: found[1], remedy: found[2] } : null;
}

const OFFICIAL = /人民政府|政务公开|政务|各部门|各单位|各科室|各股室|各处室|各镇|各乡|各街道|市直|区直|县直|贯彻|落实|党委|国务院|印发|机关|牵头|责任单位|本办法|本规定|行政/g;
/** Words of offices for each number of characters that prose has only when an office wrote it. */
const FEW = 3;
const TALE = /他说|她说|我说|记者|本报讯|笑道|原标题|网友|楼主/g;

const NAMED = /关于.{2,}的?(?:通知|意见|通报|公告|决定|函|批复|通告)|方案|要点|办法|细则|规定|条例|分工/;

/** Whether a text is a document that asks offices for something, or one that an office issued. */
export function isPolicy({ title, number, tasks }: PolicyDocument, lines: readonly string[], outline: Outline): boolean {
  const text = lines.join('\n').slice(0, 50_000);
  const official = new Set(text.match(OFFICIAL) ?? []).size;
  const told = (text.match(TALE) ?? []).length;
  const assigned = tasks.filter(({ lead, assist }) => lead.length + assist.length > 0).length;
  if (number !== null && official > 0) return true;
  if (tasks.length > 0 && assigned > 0 && (official >= 2 || assigned >= 3) && told < 5) return true;
  // A table of tasks by itself.
  if (tasks.length >= 2 && assigned === tasks.length && official > 0 && tasks.some(({ due }) => due !== null) && told === 0) return true;
  if (outline.items.length >= 2 && tasks.length >= 2 && official >= FEW && told < 5) return true;
  const named = title !== null && told < 5 && NAMED.test(title);
  if (named && tasks.some(({ lead, due }) => lead.length > 0 || due !== null)) return true;
  return named && official >= 2 && (tasks.length > 0 || /通知|印发|施行|特此|任免|公告/.test(text));
}
