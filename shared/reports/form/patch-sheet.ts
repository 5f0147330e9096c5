/**
 * Puts numbers into the XML of a workbook's sheet (ECMA-376, 18.3.1) and leaves every other character of it as it
 * is. A cell keeps its style; one under a merged range is the range's first; one with a formula is never touched.
 */
import { addressOf, type CellRange, isWithin, parseAddress, parseRange, type WorkbookCell } from "./address.ts";
import { attributeOf, type Element, elementsIn, withAttribute } from "./xml-text.ts";

export type FormCellFault = "no-such-sheet" | "no-address" | "formula" | "unreadable";

export interface CellToFill {
  readonly address: string;
  readonly value: number;
}

export interface PatchedSheet {
  readonly xml: string;
  readonly faults: readonly { readonly address: string; readonly fault: FormCellFault }[];
}

export function patchSheet(xml: string, cells: readonly CellToFill[]): PatchedSheet {
  const faults: { readonly address: string; readonly fault: FormCellFault }[] = [];
  const merged = rangesOf(elementsIn(xml, "mergeCell"));
  const arrays = rangesOf(elementsIn(xml, "f").filter(({ open }) => FILLS_SEVERAL.has(attributeOf(open, "t") ?? "")));
  let patched = xml;
  for (const { address, value } of cells) {
    const asked = parseAddress(address);
    const place = asked === null ? null : (merged.find((range) => isWithin(range, asked))?.from ?? asked);
    const next =
      place === null
        ? "no-address"
        : arrays.some((range) => isWithin(range, place))
          ? "formula"
          : withCell(patched, place, value);
    if (typeof next === "string") faults.push({ address, fault: next });
    else patched = next.xml;
  }
  return { xml: patched, faults };
}

/** Formulas of which only the first cell says so. */
const FILLS_SEVERAL: ReadonlySet<string> = new Set(["array", "dataTable"]);

const rangesOf = (elements: readonly Element[]): readonly CellRange[] =>
  elements.flatMap(({ open }) => {
    const range = parseRange(attributeOf(open, "ref") ?? "");
    return range === null ? [] : [range];
  });

function withCell(xml: string, place: WorkbookCell, value: number): { readonly xml: string } | FormCellFault {
  const [data] = elementsIn(xml, "sheetData");
  // what is inside of these could look like a row
  if (data === undefined || /<!(?:--|\[CDATA\[)/.test(xml)) return "unreadable";
  const { prefix } = data;
  const rows = inOrder(elementsIn(data.body, "row"), (open) => Number(attributeOf(open, "r")));
  const row = rows.find(({ at }) => at === place.row)?.element;
  const cell = `<${prefix}c r="${addressOf(place)}"><${prefix}v>${value}</${prefix}v></${prefix}c>`;
  if (row === undefined) {
    const next = rows.find(({ at }) => at > place.row)?.element;
    const made = `<${prefix}row r="${place.row}">${cell}</${prefix}row>`;
    return { xml: replaced(xml, data, withInserted(data, next?.from ?? data.body.length, made)) };
  }
  const found = inOrder(
    elementsIn(row.body, "c"),
    (open) => parseAddress(attributeOf(open, "r") ?? "")?.column ?? Number.NaN,
  );
  const old = found.find(({ at }) => at === place.column)?.element;
  if (old === undefined) {
    const next = found.find(({ at }) => at > place.column)?.element;
    // says between which columns the row has cells, which is not so any more
    const open = withAttribute(row.open, "spans", null);
    const filled = withInserted({ ...row, open }, next?.from ?? row.body.length, cell);
    return { xml: replaced(xml, data, { ...data, body: inside(data.body, row, filled) }) };
  }
  if (elementsIn(old.body, "f").length > 0) return "formula";
  const open = ["t", "cm", "vm"].reduce((tag, name) => withAttribute(tag, name, null), old.open);
  const filled: Element = { ...old, open, body: `<${prefix}v>${value}</${prefix}v>` };
  return {
    xml: replaced(xml, data, {
      ...data,
      body: inside(data.body, row, { ...row, body: inside(row.body, old, filled) }),
    }),
  };
}

interface Placed {
  readonly element: Element;
  readonly at: number;
}

/** Where one does not say its place, it is the next after the one before. */
function inOrder(elements: readonly Element[], placeOf: (open: string) => number): readonly Placed[] {
  let last = 0;
  return elements.map((element) => {
    const own = placeOf(element.open);
    last = Number.isInteger(own) && own > 0 ? own : last + 1;
    return { element, at: last };
  });
}

const textOf = ({ open, body, name }: Element): string => `${open.replace(/\s*\/>$/, ">")}${body}</${name}>`;

const inside = (text: string, old: Element, next: Element): string =>
  text.slice(0, old.from) + textOf(next) + text.slice(old.to);

const replaced = inside;

const withInserted = (element: Element, at: number, text: string): Element => ({
  ...element,
  body: element.body.slice(0, at) + text + element.body.slice(at),
});

/** `calcPr` comes after all of these that are there (ECMA-376, 18.2.27). */
const BEFORE = ["definedNames", "externalReferences", "functionGroups", "sheets"] as const;
const FLAG = "fullCalcOnLoad";

/**
 * Asks for a workbook's formulas to be computed anew when it is opened, since the numbers they were computed from have
 * changed. @param xml of the workbook itself
 */
export function recalculated(xml: string): string {
  const [known] = elementsIn(xml, "calcPr");
  if (known !== undefined)
    return xml.slice(0, known.from) + withAttribute(known.open, FLAG, "1") + xml.slice(known.from + known.open.length);
  const before = BEFORE.map((name) => elementsIn(xml, name).at(-1)).find((element) => element !== undefined);
  return before === undefined
    ? xml
    : `${xml.slice(0, before.to)}<${before.prefix}calcPr ${FLAG}="1"/>${xml.slice(before.to)}`;
}
