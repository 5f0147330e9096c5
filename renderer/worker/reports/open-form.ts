/** A form as it is shown: the texts of its cells, which of them are formulas, and what tells it from other forms. */
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { addressOf, MOST_COLUMNS } from "#shared/reports/form/address.ts";
import { type FormWords, formText } from "#shared/reports/form/form-text.ts";
import type { FormCellShown, FormFailure, FormSheet, OpenedWorkbook } from "../../platform/worker/reports-api.ts";
import { openFormFile } from "./form-file.ts";

type CellObject = import("@e965/xlsx").CellObject;
type WorkSheet = import("@e965/xlsx").WorkSheet;

/** More of a form is not shown; its cells can still be named. */
const [SHOWN_ROWS, SHOWN_COLUMNS] = [400, 60];
const FINGERPRINT_CHARS = 32;

export async function openFormWorkbook(bytes: Uint8Array<ArrayBuffer>): Promise<Result<OpenedWorkbook, FormFailure>> {
  const file = await openFormFile(bytes);
  if (!file.ok) return file;
  const { read } = await import("@e965/xlsx");
  try {
    const book = read(bytes, { type: "array", dense: true, cellFormula: true, cellHTML: false, sheetRows: SHOWN_ROWS });
    const sheets = file.value.sheets.map(({ name }) => ({ name, sheet: book.Sheets[name] }));
    const words = sheets.map(
      ({ name, sheet }): FormWords => ({
        sheet: name,
        words: cellsOf(sheet).flatMap(({ address, cell }) =>
          cell.t === "s" && cell.f === undefined ? [{ address, text: String(cell.v) }] : [],
        ),
      }),
    );
    return ok({
      fingerprint: await fingerprintOf(formText(words)),
      sheets: sheets.map(({ name, sheet }) => shown(name, sheet)),
    });
  } catch (error) {
    return err({ tag: "damaged", reason: error instanceof Error ? error.message.slice(0, 200) : "" });
  }
}

function shown(name: string, sheet: WorkSheet | undefined): FormSheet {
  const merges = new Map(
    (sheet?.["!merges"] ?? []).map(({ s, e }) => [
      addressOf({ column: s.c + 1, row: s.r + 1 }),
      { across: e.c - s.c + 1, down: e.r - s.r + 1 },
    ]),
  );
  const texts = new Map(
    cellsOf(sheet).map(({ address, cell }) => [address, { text: textOf(cell), isFormula: cell.f !== undefined }]),
  );
  const addresses = [...new Set([...texts.keys(), ...merges.keys()])];
  const cells = addresses.map(
    (address): FormCellShown => ({
      address,
      text: "",
      isFormula: false,
      across: 1,
      down: 1,
      ...texts.get(address),
      ...merges.get(address),
    }),
  );
  const [, last = "A1"] = (sheet?.["!ref"] ?? "A1:A1").split(":");
  const rows = Math.min(SHOWN_ROWS, Math.max(1, Number(/\d+$/.exec(last)?.[0] ?? 1)));
  const columns = Math.min(SHOWN_COLUMNS, widthOf(sheet));
  return { name, rows, columns, cells };
}

const textOf = ({ t, w, v }: CellObject): string => (t === "z" || v === undefined ? "" : (w ?? String(v)));

function widthOf(sheet: WorkSheet | undefined): number {
  const data: readonly (readonly unknown[] | undefined)[] = sheet?.["!data"] ?? [];
  const merges = (sheet?.["!merges"] ?? []).map(({ e }) => e.c + 1);
  return Math.min(MOST_COLUMNS, Math.max(1, ...data.map((row) => row?.length ?? 0), ...merges));
}

function cellsOf(sheet: WorkSheet | undefined): readonly { readonly address: string; readonly cell: CellObject }[] {
  const data: readonly (readonly (CellObject | undefined)[] | undefined)[] = sheet?.["!data"] ?? [];
  return data.flatMap((row, at) =>
    (row ?? []).flatMap((cell, column) =>
      cell === undefined ? [] : [{ address: addressOf({ column: column + 1, row: at + 1 }), cell }],
    ),
  );
}

async function fingerprintOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0"))
    .join("")
    .slice(0, FINGERPRINT_CHARS);
}
