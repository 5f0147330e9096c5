/**
 * A start after something was erased: the files behind the database keep what was deleted, so all rows are handed to
 * the host, the window closes, the host removes the browser's whole profile and opens the window again, and the rows
 * are taken back. Whatever breaks off leaves the old profile or all rows beside it.
 */
import type { Host } from "#shared/host/contract.ts";
import type { CommonError } from "#shared/host/define.ts";
import type { LeaseLost } from "#shared/host/journal-calls.ts";
import type { RenewalNotWhole } from "#shared/host/renewal-calls.ts";
import { ok, type Result } from "#shared/kernel/result.ts";
import type { StreamId } from "#shared/replication/rows/entry.ts";
import type { DeskDb } from "../../db/database.ts";
import { readErasing } from "../../db/erasing/erase-rows.ts";
import { readStream } from "../../db/journal/head.ts";
import { readOrphans } from "../../db/journal/rebuilding.ts";
import { LATEST_VERSION } from "../../db/migrations.ts";
import { readDatabaseId } from "../../db/renewal/database-id.ts";
import { copyIn, copyOut } from "../../db/renewal/rows-copy.ts";
import type { KeptLock } from "../../platform/kept-lock.ts";

export interface BootRenewalDeps {
  readonly db: DeskDb;
  readonly host: Host;
  readonly lock: KeptLock;
  readonly onProgress: (done: number, total: number) => void;
}

/** Before anything is read: takes the rows back that wait for a new profile. Refused, they go on waiting. */
export async function takeRowsBack({
  db,
  host,
  lock,
  onProgress,
}: BootRenewalDeps): Promise<Result<null, CommonError | LeaseLost | RenewalNotWhole>> {
  const state = await host("renewal.state", { database: NO_DATABASE });
  if (!state.ok) return state;
  const { copy } = state.value;
  if (copy === null) return ok(null);
  if (!copy.isAside) return await host("renewal.drop", {});
  // another browser's database has its own rows, and goes on from the journal
  if ((await db.streams.count()) === 0 && (await readOrphans(db)) === null) {
    if (copy.locked) lock.keep(true);
    const copied = await copyIn({ db, host, onProgress }, copy);
    if (!copied.ok) return copied;
  }
  return await host("renewal.end", {});
}

const NO_DATABASE = "00000000-0000-4000-8000-000000000000";

interface Due {
  readonly stream: StreamId;
  /** Whether this page stands in the window that the host has opened. */
  readonly isOwn: boolean;
  /** Ends what was erased on this desk; false where that is not through yet. */
  readonly purge: () => Promise<boolean>;
  /** Asked between two parts. */
  readonly isPostponed: () => boolean;
  /** Told once it is certain that there is something to do. */
  readonly onDue: () => void;
}

/**
 * With the journal at hand and before anybody can write: hands the rows over where files are to go.
 * @returns true where the window is about to close
 */
export async function renewProfile(
  { db, host, lock, onProgress }: BootRenewalDeps,
  { stream, isOwn, purge, isPostponed, onDue }: Due,
): Promise<boolean> {
  if (!isOwn) return false;
  const isDue = async (): Promise<boolean> => {
    const state = await host("renewal.state", { database: await readDatabaseId(db) });
    return (
      state.ok &&
      state.value.hasWindow &&
      state.value.failed === null &&
      (state.value.dueSince !== null || (await readErasing(db)).length > 0)
    );
  };
  if (!(await isDue())) return false;
  onDue();
  // what is still being erased would stand in the copy
  if (!(await purge().catch(() => false)) || (await readErasing(db)).length > 0 || !(await isDue())) return false;
  const database = await readDatabaseId(db);
  const { seq } = await readStream(db, stream);
  try {
    const parts = await copyOut({ db, host, onProgress }, database, isPostponed);
    if (parts === null || isPostponed() || (await readStream(db, stream)).seq !== seq) return false;
    const begun = await host("renewal.begin", {
      database,
      parts,
      version: LATEST_VERSION,
      locked: lock.isLocked(),
      stream,
      seq,
    });
    return begun.ok;
  } catch {
    // the rows stay where they are, and the next start tries again
    return false;
  }
}
