/** Whom an entry changes in every list of readers. */

import { LEDGER } from "#shared/replication/erasing/ledger.ts";
import type { Entry } from "#shared/replication/rows/entry.ts";

/** A line of the ledger has its reader's id: her row goes with it. */
export const readersIn = ({ ops }: Pick<Entry, "ops">): readonly string[] =>
  ops.flatMap(({ kind, id }) => (kind === "reader" || kind === LEDGER ? [id] : []));
