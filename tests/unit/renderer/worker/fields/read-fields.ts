/** Rows that note which of their fields are read: what a figure is made of, whatever way it takes. */
import { KINDS, type Kind, RECORDS } from "#shared/model/kinds.ts";
import type { DeskDb } from "../../../../../renderer/db/database.ts";

/** From now on. @returns `kind.field` of all that has been read, as it grows */
export function noteFieldsRead(db: DeskDb): ReadonlySet<string> {
  const read = new Set<string>();
  for (const kind of KINDS)
    db.table(kind).hook("reading", (row: unknown) =>
      typeof row === "object" && row !== null ? noting(kind, row, read) : row,
    );
  return read;
}

function noting(kind: Kind, row: object, read: Set<string>): object {
  const { fields } = RECORDS[kind];
  return new Proxy(row, {
    get(of, field) {
      if (typeof field === "string" && Object.hasOwn(fields, field)) read.add(`${kind}.${field}`);
      return Reflect.get(of, field);
    },
  });
}
