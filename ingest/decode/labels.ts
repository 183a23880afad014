/** Names that people write and the platform's decoder does not know. GBK's 4-byte characters need gb18030 (label `gbk` corrupts them). */
const ALIASES = new Map(Object.entries({
  gbk: 'gb18030', gb2312: 'gb18030', 'gb-2312': 'gb18030', 'gb_2312': 'gb18030', 'gb-18030': 'gb18030', gb18030: 'gb18030',
  cp936: 'gb18030', ms936: 'gb18030', 'windows-936': 'gb18030', 'euc-cn': 'gb18030', euccn: 'gb18030', '936': 'gb18030',
  utf8: 'utf-8', 'utf_8': 'utf-8', 'utf-8n': 'utf-8', 'utf8mb4': 'utf-8', 'unicode-1-1-utf-8': 'utf-8',
  utf16: 'utf-16', 'utf_16': 'utf-16', 'utf-16': 'utf-16', unicode: 'utf-16', 'ucs-2': 'utf-16', 'iso-10646-ucs-2': 'utf-16',
  'utf-16be': 'utf-16be', 'utf_16be': 'utf-16be', utf16be: 'utf-16be', 'utf-16le': 'utf-16le', 'utf_16le': 'utf-16le', utf16le: 'utf-16le',
  utf32: 'utf-32', 'utf_32': 'utf-32', 'utf-32': 'utf-32', 'ucs-4': 'utf-32', 'iso-10646-ucs-4': 'utf-32',
  'utf-32be': 'utf-32be', 'utf_32be': 'utf-32be', utf32be: 'utf-32be', 'utf-32le': 'utf-32le', 'utf_32le': 'utf-32le', utf32le: 'utf-32le',
  ascii: 'us-ascii', 'us-ascii': 'us-ascii', 'ansi_x3.4-1968': 'us-ascii', 'iso646-us': 'us-ascii', '7bit': 'us-ascii',
  'iso-8859-1': 'iso-8859-1', 'iso8859-1': 'iso-8859-1', 'iso_8859-1': 'iso-8859-1', iso88591: 'iso-8859-1', latin1: 'iso-8859-1', 'latin-1': 'iso-8859-1', l1: 'iso-8859-1',
  'big-5': 'big5', 'big5hkscs': 'big5', cp950: 'big5', 'windows-950': 'big5', 'x-big5': 'big5',
  cp932: 'shift_jis', 'windows-932': 'shift_jis', 'shift-jis': 'shift_jis', eucjp: 'euc-jp', euckr: 'euc-kr', cp949: 'euc-kr',
}));

/**
 * The encoding that a label means, in lower case: `' "GB2312" '` → `'gb18030'`, `'cp936'` → `'gb18030'`.
 *
 * @returns null when nobody knows such an encoding
 */
export function encodingOf(label: string): string | null {
  const name = label.trim().replace(/^["']+|["';]+$/g, '').trim().toLowerCase();
  const alias = ALIASES.get(name);
  if (alias !== undefined) return alias;
  const decoder = decoderName(name) ?? decoderName(name.replaceAll('_', '-')) ?? decoderName(name.replace(/^cp(?=12\d\d$)/, 'windows-'));
  return decoder === 'gbk' ? 'gb18030' : decoder;
}

function decoderName(label: string): string | null {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}
