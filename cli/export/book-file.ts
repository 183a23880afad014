import { columnLetter } from '../../ingest/table/names.ts';
import { YuqingError } from '../../model/index.ts';
import { bookCell } from './shelter.ts';
import type { TableFile } from './table.ts';
import { createWholeFile } from './whole-file.ts';
import { ZipFile } from './zip-file.ts';

/** What a worksheet holds. */
const MOST_ROWS = 1_048_576;
const MOST_CHARS = 32_767;
/** Characters gathered before they are packed. */
const PIECE = 256 * 1024;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const NS = 'http://schemas.openxmlformats.org';
const MAIN = `${NS}/spreadsheetml/2006/main`;
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const REL = `${NS}/officeDocument/2006/relationships`;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A workbook of one sheet, all its cells text: no formula, no number that loses digits. Rows go out as they come. */
export async function createBookFile(path: string, sheet: string): Promise<TableFile> {
  const file = await createWholeFile(path);
  const zip = new ZipFile(file);
  const parts: [string, string][] = [
    ['[Content_Types].xml', `<Types xmlns="${NS}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`],
    ['_rels/.rels', `<Relationships xmlns="${NS}/package/2006/relationships"><Relationship Id="rId1" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
    ['xl/workbook.xml', `<workbook xmlns="${MAIN}" xmlns:r="${REL}"><sheets><sheet name="${escaped(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>`],
    ['xl/_rels/workbook.xml.rels', `<Relationships xmlns="${NS}/package/2006/relationships"><Relationship Id="rId1" Type="${REL}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${REL}/styles" Target="styles.xml"/></Relationships>`],
    // Format 49 is text: what is typed over a cell later stays text as well.
    ['xl/styles.xml', `<styleSheet xmlns="${MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>`],
  ];
  const notes: string[] = [];
  let cut = 0;
  let row = 0;
  const rowXml = (cells: readonly string[]): string => {
    row += 1;
    if (row > MOST_ROWS) throw new YuqingError('USAGE', `一张工作表只能装 ${MOST_ROWS} 行`, '请导出为 .csv,或用 --since 分次导出');
    let xml = `<row r="${row}">`;
    for (const [i, cell] of cells.entries()) {
      if (cell === '') continue;
      let text = bookCell(cell);
      if (text.length > MOST_CHARS) {
        cut += 1;
        text = text.slice(0, MOST_CHARS).replace(/[\ud800-\udbff]$/, '');
      }
      xml += `<c r="${columnLetter(i)}${row}" s="1" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
    }
    return `${xml}</row>`;
  };
  return {
    notes,
    async write(rows) {
      try {
        for (const [name, text] of parts) await zip.add(name, [XML + text]);
        await zip.add('xl/worksheets/sheet1.xml', (async function* sheetXml() {
          let piece = `${XML}<worksheet xmlns="${MAIN}"><sheetData>`;
          for await (const cells of rows) {
            piece += rowXml(cells);
            if (piece.length < PIECE) continue;
            yield piece;
            piece = '';
          }
          yield `${piece}</sheetData></worksheet>`;
        })());
        await zip.end();
        await file.finish();
      } catch (error) {
        await file.discard();
        throw error;
      }
      if (cut > 0) notes.push(`有 ${cut} 格超过 Excel 一格的上限 ${MOST_CHARS} 字,已截断;要全文请导出为 .csv`);
    },
  };
}
