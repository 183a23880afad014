import { crc32, deflateRawSync } from 'node:zlib';

export interface SheetSpec {
  name: string;
  /** The rows: cells, or ready XML of `sheetData`. */
  rows: (string | number | null)[][] | string;
}

export interface WorkbookSpec {
  sheets: SheetSpec[];
  strings?: string;
  /** `formatCode` by numFmtId, and the numFmtId of each cell style. */
  formats?: Record<number, string>;
  styles?: number[];
  date1904?: boolean;
  /** Namespace prefix of the sheet's tags, as the Open XML SDK writes them. */
  prefix?: string;
  /** Further parts, or parts to replace. */
  parts?: Record<string, string | Buffer>;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A real workbook, small enough to read in a test: a zip with the parts of Excel and whatever dirt is asked for. */
export function makeWorkbook(spec: WorkbookSpec): Buffer {
  const p = spec.prefix ? `${spec.prefix}:` : '';
  const ns = spec.prefix ? `xmlns:${spec.prefix}="${MAIN}"` : `xmlns="${MAIN}"`;
  const formats = Object.entries(spec.formats ?? {}).map(([id, code]) => `<numFmt numFmtId="${id}" formatCode="${escapeXml(code)}"/>`).join('');
  const parts: Record<string, string | Buffer> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': `<Relationships><Relationship Id="r1" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${REL}"><workbookPr${spec.date1904 ? ' date1904="1"' : ''}/><sheets>${
      spec.sheets.map((s, i) => `<sheet name="${escapeXml(s.name)}" sheetId="${i + 1}" r:id="s${i + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${spec.sheets.map((_, i) => `<Relationship Id="s${i + 1}" Type="${REL}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')
    }<Relationship Id="st" Type="${REL}/styles" Target="/xl/styles.xml"/><Relationship Id="ss" Type="${REL}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts>${formats}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${
      (spec.styles ?? [0]).map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs></styleSheet>`,
  };
  if (spec.strings !== undefined) parts['xl/sharedStrings.xml'] = `<sst xmlns="${MAIN}">${spec.strings}</sst>`;
  for (const [i, sheet] of spec.sheets.entries()) {
    const data = typeof sheet.rows === 'string' ? sheet.rows : rowsXml(sheet.rows, p);
    parts[`xl/worksheets/sheet${i + 1}.xml`] = `<?xml version="1.0" encoding="UTF-8"?><${p}worksheet ${ns}><${p}sheetData>${data}</${p}sheetData></${p}worksheet>`;
  }
  return zip({ ...parts, ...spec.parts });
}

function rowsXml(rows: (string | number | null)[][], p: string): string {
  return rows.map((row, r) => `<${p}row r="${r + 1}">${row.map((value, c) => {
    if (value === null) return '';
    const ref = `${String.fromCharCode(0x41 + c)}${r + 1}`;
    return typeof value === 'number' ? `<${p}c r="${ref}"><${p}v>${value}</${p}v></${p}c>`
      : `<${p}c r="${ref}" t="inlineStr"><${p}is><${p}t>${escapeXml(value)}</${p}t></${p}is></${p}c>`;
  }).join('')}</${p}row>`).join('');
}

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A zip archive of deflated parts. */
export function zip(parts: Record<string, string | Buffer>): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const data = Buffer.from(content as string);
    const packed = deflateRawSync(data);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed]);
    directory.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), common, tail, Buffer.from(name));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Object.keys(parts).length, 4);
  end.writeUInt16LE(Object.keys(parts).length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, central, Buffer.from('PK\x05\x06'), end]);
}
