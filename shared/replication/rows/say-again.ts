/**
 * Operations that say again what stood in cells, in one entry. Where several values stood against each other each is
 * said by an operation of its own, beside the one before, so that a person is asked again.
 */
import type { Json } from "../../kernel/json.ts";
import type { Op, Stamp } from "./entry.ts";
import { askedWrites, shownCell } from "./merge-cells.ts";
import type { AnyRow, FrontierWrite } from "./row.ts";

/** What a cell is to hold: several values where a person is to be asked, the one to be shown first. */
export type CellValues = readonly [cell: string, values: readonly CellValue[]];

export interface CellValue {
  readonly v: Json;
  /** Whose it is; absent: of who says it again. */
  readonly of?: Stamp;
}

export const sayAgain = ({ kind, id }: Pick<Op, "kind" | "id">, values: readonly CellValues[]): readonly Op[] =>
  Array.from({ length: Math.max(0, ...values.map(([, said]) => said.length)) }, (_, at): Op => {
    const said = values.flatMap(([cell, all]) => (all[at] === undefined ? [] : [[cell, all[at]] as const]));
    const of = said.flatMap(([cell, { of: author }]) => (author === undefined ? [] : [[cell, author] as const]));
    return {
      kind,
      id,
      cells: Object.fromEntries(said.map(([cell, { v }]) => [cell, v])),
      ...(at > 0 && { beside: 1 }),
      ...(of.length > 0 && { of: Object.fromEntries(of) }),
    };
  });

/** What stands in a cell of a row: its shown value, and beside it what else waits for a decision. */
export function standingValues(kind: string, row: AnyRow, cell: string): CellValues {
  const asked = askedWrites(kind, row, cell);
  return [cell, asked.length > 0 ? asked.map(writtenValue) : [{ v: shownCell(kind, row, cell) }]];
}

export const writtenValue = ({ v = null, of, by }: FrontierWrite): CellValue => ({ v, of: of ?? by });
