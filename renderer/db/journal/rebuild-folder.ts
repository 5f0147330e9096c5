/**
 * A data folder that is gone for good, made anew from this window: the host writes what it holds, and the log fills the
 * journal from number 1. It counts once every entry has been read back from the disk and is the same. Only a log that
 * is whole can do it: what was taken over from a checkpoint stands in no entry of it.
 */
import type { CommonError } from "#shared/host/define.ts";
import type { FolderNotWhole, FolderStands } from "#shared/host/folder-calls.ts";
import type { LeaseLost } from "#shared/host/journal-calls.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { isSameEntry } from "#shared/replication/erasing/ledger.ts";
import { withoutUnsent } from "#shared/replication/lines/own-sealed.ts";
import { readStream } from "./head.ts";
import type { Exclusive } from "./journal-client.ts";
import { ownStreamOf, readSealed, writeSealed } from "./own-stream.ts";
import { readAdopting, readOrphans } from "./rebuilding.ts";
import { appendMissing, READ_BYTES, type ReconcileDeps, type ReconcileError, readJournal } from "./reconcile.ts";

/** Why this window alone cannot do it. */
export type Unfit = "partial" | "others" | "unsent";

export type RebuildError =
  | { readonly tag: "unfit"; readonly why: Unfit }
  | { readonly tag: "differs"; readonly seq: number }
  | { readonly tag: "no-library" }
  | CommonError
  | LeaseLost
  | FolderStands
  | FolderNotWhole
  | ReconcileError;

export interface RebuildFolder {
  /** Null where this window holds all that is needed. */
  unfit(): Promise<Unfit | null>;
  /** @returns how many entries stand in the journal on the disk */
  run(onProgress: (done: number, total: number) => void): Promise<Result<number, RebuildError>>;
}

export type RebuildDeps = Pick<ReconcileDeps, "db" | "host" | "stream"> & { readonly exclusive: Exclusive };

export function createRebuildFolder(deps: RebuildDeps): RebuildFolder {
  const { presence } = deps.db;
  return {
    unfit: () => presence.unlessGone(whyUnfit(deps)),
    // nothing is appended meanwhile but by this
    run: (onProgress) => deps.exclusive(() => presence.unlessGone(rebuild(deps, onProgress))),
  };
}

async function rebuild(
  deps: RebuildDeps,
  onProgress: (done: number, total: number) => void,
): Promise<Result<number, RebuildError>> {
  const { db, host, stream } = deps;
  const why = await whyUnfit(deps);
  if (why !== null) return err({ tag: "unfit", why });
  const { seq: lastSeq } = await readStream(db, stream);
  // batches that were sealed and went nowhere are lost with the folder: their numbers are free
  const sent = withoutUnsent(await readSealed(db));
  if (sent !== null) await writeSealed(db, sent);
  const begun = await host("folder.rebuild", { lastSeq });
  if (!begun.ok) return begun;
  const state = await host("journal.state", { stream });
  if (!state.ok) return state;
  // written once, and read once
  const appended = await appendMissing(deps, state.value.lastSeq, (seq) => onProgress(seq, 2 * Math.max(lastSeq, seq)));
  if (!appended.ok) return appended;
  const { journaled } = appended.value;
  if (journaled < lastSeq) return err({ tag: "not-whole", lastSeq: journaled });
  return finishRebuilding(deps, journaled, false, onProgress);
}

/**
 * Reads the whole journal back. Until it is the log's, nothing is called rebuilt.
 * @param mayLack a log that was filled from a checkpoint meanwhile begins later
 */
export async function finishRebuilding(
  deps: Pick<ReconcileDeps, "db" | "host" | "stream">,
  journaled: number,
  mayLack: boolean,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<Result<number, RebuildError>> {
  for (let at = 0; at < journaled; onProgress(journaled + at, 2 * journaled)) {
    const page = await readJournal(deps, at + 1, READ_BYTES);
    if (!page.ok) return page;
    const rows = await deps.db.log.bulkGet(page.value.map(({ seq }) => seq));
    const differs = page.value.findIndex((entry, index) => {
      const row = rows[index];
      return entry.seq !== at + 1 + index || (row === undefined ? !mayLack : !isSameEntry(entry, row.entry));
    });
    if (differs !== -1 || page.value.length === 0) return err({ tag: "differs", seq: at + 1 + Math.max(differs, 0) });
    at += page.value.length;
  }
  const ended = await deps.host("folder.rebuilt", {});
  return ended.ok ? ok(journaled) : ended;
}

async function whyUnfit({ db, host, stream }: RebuildDeps): Promise<Unfit | null> {
  const [own, { seq }, first, count, sealed, adopting, orphans, streams] = await db.transaction(
    "r",
    db.log,
    db.streams,
    db.meta,
    async () =>
      await Promise.all([
        ownStreamOf(db),
        readStream(db, stream),
        db.log.orderBy("seq").first(),
        db.log.where("seq").belowOrEqual(Number.MAX_SAFE_INTEGER).count(),
        readSealed(db),
        readAdopting(db),
        readOrphans(db),
        db.streams.toArray(),
      ]),
  );
  const isWhole =
    own === stream && seq > 0 && first?.seq === 1 && count === seq && adopting === null && orphans === null;
  if (!isWhole) return "partial";
  // numbers that others may know, without the batches that bear them
  if (withoutUnsent(sealed) === null) return "unsent";
  const others = streams.some((row) => row.stream !== stream && row.seq > 0);
  if (!others) return null;
  // what came from colleagues is fetched again from there
  const start = await host("device.start", {});
  return start.ok && start.value.settings.sharePath !== undefined ? null : "others";
}
