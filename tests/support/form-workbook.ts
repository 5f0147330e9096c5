/**
 * A form as an authority might send it: styles, merged cells, formulas of several kinds, a comment beside it that must
 * stay.
 */
import { strToU8, zipSync } from "fflate";

const XMLNS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

const sheetOf = (title: string): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet ${XMLNS}><dimension ref="A1:D8"/><cols><col min="1" max="1" width="24.5" customWidth="1"/></cols><sheetData>` +
  `<row r="1" ht="30" customHeight="1"><c r="A1" s="1" t="inlineStr"><is><t>${title}</t></is></c></row>` +
  '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c></row>' +
  '<row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3" s="3"/></row>' +
  '<row r="4" spans="1:4"><c r="A4" t="s"><v>3</v></c><c r="B4" s="3"><v>12</v></c><c r="D4" s="3"/></row>' +
  '<row r="5"><c r="B5" s="3"><f>SUM(B3:B4)</f><v>12</v></c></row>' +
  '<row r="6"><c r="A6" s="2" t="s"><v>4</v></c><c r="B6" s="2"/><c r="C6" s="2"/></row>' +
  '<row r="7"><c r="D7"><f t="array" ref="D7:D8">B3:B4*2</f><v>0</v></c></row>' +
  '<row r="8"><c r="D8"><v>24</v></c></row>' +
  '</sheetData><mergeCells count="2"><mergeCell ref="A1:D1"/><mergeCell ref="A6:C6"/></mergeCells><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/></worksheet>';

const TITLE = "2026年11月统计表";
export const FORM_SHEET = sheetOf(TITLE);

export function formWorkbook({
  title = TITLE,
  head = "本期",
  visits = "总流通人次",
}: {
  readonly title?: string;
  readonly head?: string;
  readonly visits?: string;
} = {}): Uint8Array<ArrayBuffer> {
  const texts = ["项目", head, visits, "书刊文献外借册次", "填表说明"]
    .map((text) => `<si><t>${text}</t></si>`)
    .join("");
  const parts: Readonly<Record<string, string>> = {
    "[Content_Types].xml":
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
    "_rels/.rels":
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<workbook ${XMLNS} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="报表 &amp; 数据" sheetId="1" r:id="rId1"/></sheets><calcPr calcId="191029"/></workbook>`,
    "xl/_rels/workbook.xml.rels":
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    "xl/worksheets/sheet1.xml": sheetOf(title),
    "xl/sharedStrings.xml": `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst ${XMLNS} count="5" uniqueCount="5">${texts}</sst>`,
    "xl/styles.xml": `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet ${XMLNS}><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="16"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border/><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf fontId="1" applyFont="1"/><xf borderId="1" applyBorder="1"/><xf numFmtId="3" borderId="1" applyNumberFormat="1" applyBorder="1"/></cellXfs></styleSheet>`,
    "docProps/unknown.xml": "<kept>as it is</kept>",
  };
  return new Uint8Array(
    zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))),
  );
}
