/**
 * Of which branch a form's cell is, as its row or the heads above it say. Null where they name none, or more than one.
 */
import type { WorkbookCell } from "./address.ts";
import { type LabelCell, labelsOf } from "./labels-of-cell.ts";

/** @param branches names by id */
export function branchOfCell(
  cells: readonly LabelCell[],
  place: WorkbookCell,
  branches: ReadonlyMap<string, string>,
): string | null {
  const { ofRow, above } = labelsOf(cells, place);
  const named =
    [...ofRow, ...above].map((label) => branchesIn(plain(label), branches)).find((found) => found.length > 0) ?? [];
  return named.length === 1 ? (named[0] ?? null) : null;
}

/** Also as staff call it, 东门 for 东门分馆, where nothing else stands; a name that lies in a longer one is not meant. */
function branchesIn(label: string, branches: ReadonlyMap<string, string>): readonly string[] {
  const named = [...branches]
    .map(([id, name]) => ({ id, name: plain(name) }))
    .filter(({ name }) => name !== "" && (label.includes(name) || label === name.replace(SUFFIX, "")));
  return named
    .filter(({ name }) => !named.some((other) => other.name !== name && other.name.includes(name)))
    .map(({ id }) => id);
}

const SUFFIX = /(?:分?[馆館]|图书馆|圖書館)$/u;
const plain = (text: string): string => text.normalize("NFKC").replace(/\s/gu, "").toLowerCase();
