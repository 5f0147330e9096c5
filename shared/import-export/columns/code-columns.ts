/** Columns of numbers in which a spreadsheet has taken the zeros of some: the others still show how long they were. */

import { type CardProfile, columnProfile } from "../cells/parse-code.ts";
import type { Table } from "../table/table.ts";
import type { Mapping } from "./mapping.ts";
import { targetSpec } from "./targets.ts";

export function codeColumns({ rows }: Table, { columns }: Mapping): ReadonlyMap<number, CardProfile> {
  const profiles = new Map<number, CardProfile>();
  for (const [column, { target }] of columns.entries()) {
    if (target === null || targetSpec(target).reading !== "code") continue;
    const profile = columnProfile(rows.map(({ cells }) => cells[column] ?? ""));
    if (profile !== null) profiles.set(column, profile);
  }
  return profiles;
}
