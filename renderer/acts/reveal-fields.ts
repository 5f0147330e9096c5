/** A look at protected fields: recorded before its values are given (safety.md). */
import { uuidV7 } from "#shared/kernel/ids.ts";
import type { Kind } from "#shared/model/kinds.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { type ReaderClass, readReaderClass } from "../db/reader-class.ts";
import { create } from "../db/write/changes.ts";
import type { Services } from "../desk-services/services.ts";
import type { Acts } from "./acts.ts";

export interface Look {
  readonly kind: Kind;
  readonly id: string;
  readonly fields: readonly string[];
  readonly reason?: string;
}

/**
 * The plain values of some protected fields, after the look is in the change log.
 * @returns undefined where the record is gone, or while the journal takes nothing: a look that may be lost is not given
 */
export async function revealFields(
  { db, clock, random, start }: Pick<Services, "db" | "clock" | "random" | "start">,
  acts: Pick<Acts, "run">,
  staff: string | undefined,
  look: Look,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  // of a person whose records were merged, as she is shown
  const row: AnyRow | undefined =
    look.kind === "reader"
      ? plainRow(await readReaderClass(db, look.id))
      : await db.table<AnyRow, string>(look.kind).get(look.id);
  if (row === undefined || row.gone === 1) return undefined;
  const at = clock.now();
  const values = { about: { kind: look.kind, id: look.id }, fields: look.fields, at, desk: start.installation };
  const who = {
    ...(staff === undefined ? {} : { staff }),
    ...(look.reason === undefined ? {} : { reason: look.reason }),
  };
  const changes = [create("reveal", uuidV7(at, random), { ...values, fields: [...look.fields], ...who })];
  const begun = await acts.run({
    command: "reader.reveal",
    changes,
    said: { id: "acts.look" },
    options: { undoable: false },
    quiet: true,
  });
  return begun === null ? undefined : Object.fromEntries(look.fields.map((field) => [field, row[field]]));
}

const plainRow = (person: ReaderClass | undefined): AnyRow | undefined =>
  person === undefined ? undefined : { ...person.reader };
