/**
 * A form of an authority as its file: opened to be looked at, and filled by putting numbers into the XML of its
 * sheets. The library that reads workbooks writes them without styles, so only what is changed is written: every
 * other part is packed again byte for byte.
 */
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from "fflate";
import { LIMITS } from "#shared/import-export/table/limits.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { patchSheet, recalculated } from "#shared/reports/form/patch-sheet.ts";
import { attributeOf, elementsIn, plainText } from "#shared/reports/form/xml-text.ts";
import type { FilledCell, FilledWorkbook, FormFailure } from "../../platform/worker/reports-api.ts";
import { guardZip } from "../import/zip-guard.ts";

interface FormSheetPart {
  readonly name: string;
  /** Its place in the zip; undefined where the workbook names a sheet that is not in it. */
  readonly path: string | undefined;
}

interface FormFile {
  readonly parts: Readonly<Record<string, Uint8Array>>;
  readonly sheets: readonly FormSheetPart[];
}

const WORKBOOK = "xl/workbook.xml";
const RELATIONS = "xl/_rels/workbook.xml.rels";
/** One time for all parts: what was packed says nothing of when. */
const NO_TIME = new Date(1980, 0, 1, 12);

export async function openFormFile(bytes: Uint8Array<ArrayBuffer>): Promise<Result<FormFile, FormFailure>> {
  if (bytes.length > LIMITS.fileBytes) return err({ tag: "too-large" });
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    return err({ tag: isLocked(bytes) ? "password-protected" : "old-workbook" });
  if (!startsWith(bytes, [0x50, 0x4b])) return err({ tag: "no-workbook" });
  const guarded = await guardZip(bytes);
  if (!guarded.ok) return err({ tag: "damaged", reason: guarded.error.tag });
  if (!guarded.value.includes(WORKBOOK)) return err({ tag: "no-workbook" });
  try {
    const parts = unzipSync(bytes);
    return ok({ parts, sheets: sheetsOf(parts) });
  } catch (error) {
    return err({ tag: "damaged", reason: error instanceof Error ? error.message : "" });
  }
}

export function fillFormFile({ parts, sheets }: FormFile, cells: readonly FilledCell[]): FilledWorkbook {
  const left: FilledWorkbook["left"][number][] = [];
  const changed: Record<string, Uint8Array> = {};
  for (const [index, { path }] of sheets.entries()) {
    const own = cells.filter(({ sheet }) => sheet === index + 1);
    const part = path === undefined ? undefined : parts[path];
    if (path === undefined || part === undefined || own.length === 0) continue;
    const before = strFromU8(part);
    const { xml, faults } = patchSheet(before, own);
    for (const { address, fault } of faults)
      for (const cell of own) if (cell.address === address) left.push({ cell, fault });
    if (xml !== before) changed[path] = strToU8(xml);
  }
  for (const cell of cells) if (sheets[cell.sheet - 1]?.path === undefined) left.push({ cell, fault: "no-such-sheet" });
  const book = parts[WORKBOOK];
  if (
    Object.keys(changed).length > 0 &&
    book !== undefined &&
    sheets.some(({ path }) => path !== undefined && hasFormula(parts[path]))
  )
    changed[WORKBOOK] = strToU8(recalculated(strFromU8(book)));
  const packed: Zippable = Object.fromEntries(
    Object.entries({ ...parts, ...changed }).map(([name, part]) => [name, [part, { mtime: NO_TIME }]]),
  );
  return { bytes: new Uint8Array(zipSync(packed)), left };
}

const hasFormula = (part: Uint8Array | undefined): boolean =>
  part !== undefined && elementsIn(strFromU8(part), "f").length > 0;

function sheetsOf(parts: FormFile["parts"]): readonly FormSheetPart[] {
  const [book, relations] = [parts[WORKBOOK], parts[RELATIONS]];
  if (book === undefined) return [];
  const targets = new Map(
    relations === undefined
      ? []
      : elementsIn(strFromU8(relations), "Relationship").map(
          ({ open }) => [attributeOf(open, "Id") ?? "", pathOf(plainText(attributeOf(open, "Target") ?? ""))] as const,
        ),
  );
  return elementsIn(strFromU8(book), "sheet").map(({ open }) => {
    const path = targets.get(attributeOf(open, "[\\w.-]+:id") ?? "");
    return {
      name: plainText(attributeOf(open, "name") ?? ""),
      path: path !== undefined && Object.hasOwn(parts, path) ? path : undefined,
    };
  });
}

/** A target is named from the workbook, or from the zip's root. */
const pathOf = (target: string): string =>
  target.startsWith("/") ? target.slice(1) : `xl/${target.replace(/^\.\//, "")}`;

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

/** The old container around a workbook with a password names its stream in UTF-16. */
function isLocked(bytes: Uint8Array): boolean {
  const name = [..."EncryptedPackage"].flatMap((letter) => [letter.charCodeAt(0), 0]);
  const [first = 0] = name;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1))
    if (name.every((byte, index) => bytes[at + index] === byte)) return true;
  return false;
}
