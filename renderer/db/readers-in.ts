/** Whom an entry changes in every list of readers. */
import type { Entry } from "#shared/replication/entry.ts";
import { LEDGER } from "#shared/replication/ledger.ts";

/** A line of the ledger has its reader's id: her row goes with it. */
export const readersIn = ({ ops }: Pick<Entry, "ops">): readonly string[] => ops.flatMap(({ kind, id }) => (kind === "reader" || kind === LEDGER ? [id] : []));
