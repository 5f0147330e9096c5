/**
 * The one way to change records: a command is one strict transaction that writes the rows and one entry
 * of the change log; the entry then goes to the host's journal, and only its answer confirms.
 */
import type { SaveFailure } from "#shared/host/save-failure.ts";
import { assert } from "#shared/kernel/assert.ts";
import type { Clock } from "#shared/kernel/clock.ts";
import { oneAtATime } from "#shared/kernel/one-at-a-time.ts";
import { ok, type Result } from "#shared/kernel/result.ts";
import { isKind } from "#shared/model/kinds.ts";
import { type CalledOut, maskName } from "#shared/model/readers/mask.ts";
import type { Entry, StreamId, WriteRef } from "#shared/replication/rows/entry.ts";
import { type RowMeta, stampsOf } from "#shared/replication/rows/row.ts";
import type { DeskDb, LogRow } from "../database.ts";
import { readRestoreLog } from "../exchange/backup-log.ts";
import type { Health, JournalClient } from "../journal/journal-client.ts";
import { StillRebuilding } from "../journal/rebuilding.ts";
import { isClosedUnder } from "../presence.ts";
import { commandsOf, lastStanding } from "./batch-log.ts";
import type { Change } from "./changes.ts";
import { ClockInDoubt } from "./clock-note.ts";
import type { Written } from "./command-chain.ts";
import { createChain } from "./command-chain.ts";
import { type CommitRequest, type Committed, commit, ReaderGone, type RowsById, readRows, rowKey } from "./commit.ts";
import { invert } from "./invert.ts";
import { readLastBatch } from "./last-batch.ts";
import { toOp } from "./operations.ts";
import { goneOwners, readersOf } from "./owners.ts";
import { putRight } from "./put-right.ts";
import { readLastActs, undoStack } from "./undo-stack.ts";
import { waitMs } from "./web-lock.ts";
import { WORK_KINDS, workedWith } from "./worked-with.ts";

export interface Undone {
  readonly written: Written;
  /** The number of what was taken back or done again. */
  readonly of: number;
  /** The command that was taken back or done again. */
  readonly command: string;
  /** Whom it was about: those of the first readers who have a name here, and how many more there are. */
  readonly who: readonly CalledOut[];
  readonly others: number;
  /** Cells that a colleague has changed since, and that were left: `kind/id/cell`. */
  readonly left: readonly string[];
  /** Nothing of it was taken back or done again. */
  readonly nothing?: true;
}

export interface UndoBatchOptions {
  /** Readers of the batch whom somebody has worked with since stay. */
  readonly keepWorkedWith?: boolean;
  /** Commands that the journal has taken back, of all; waiting while it answers slowly. */
  readonly onProgress?: (done: number, total: number, isWaiting: boolean) => void;
  /** Asked while the journal is waited for. */
  readonly isCancelled?: () => boolean;
}

export interface UndoneBatch {
  readonly left: readonly string[];
  /** Why not all is confirmed; the next try goes on from there. */
  readonly failure: SaveFailure | null;
}

export interface RunOptions {
  /** Chains commands that are undone together. */
  readonly batchId?: string;
  /** False for what Ctrl+Z must not reach. Default true. */
  readonly undoable?: boolean;
  /**
   * The created records are most likely not there yet, as with an import: quicker where that is so, and right where it
   * is not.
   */
  readonly likelyNew?: boolean;
  /** Readers it is logged to: none of them may be gone by the time it is written. */
  readonly whose?: readonly string[];
  /** Readers as the form shows them: all of them must be as they were by the time it is written. */
  readonly asSeen?: readonly RowMeta[];
}

/** A restore, or one change for many. */
export interface BatchToUndo {
  readonly of: "restore" | "many";
  readonly batchId: string;
}

export interface Writer {
  /**
   * @param command name for history, as in `interaction.log`
   * @throws DatabaseGone, StreamMoved, ReaderGone, ReaderChanged: nothing was written
   */
  run(command: string, changes: readonly Change[], options?: RunOptions): Promise<Written>;
  /**
   * Takes back the last own command; null when there is none. A reader whom it made and somebody has served since
   * stays.
   */
  undo(): Promise<Undone | null>;
  /**
   * Does the last one again that was taken back; null when there is none of which anything is left.
   * @throws ReaderGone where it would bring something back for a reader who is deleted by now
   */
  redo(): Promise<Undone | null>;
  /** Takes back one given command (a toast's button), or every command of a batch. */
  undoCommand(seq: number): Promise<Undone | null>;
  undoBatch(batchId: string, options?: UndoBatchOptions): Promise<UndoneBatch>;
  /** The batch that is next in the order of undo, as one act; null where another act is, or none. */
  batchToUndo(): Promise<BatchToUndo | null>;
  /** Asks again about what was written, for whoever waits longer than a person would. */
  confirm(seq: number): Promise<Result<null, SaveFailure>>;
  /** Who is at the desk; every entry names them. */
  setStaff(staff: string): void;
  /** Whether the journal answers; forms refuse to save while it does not. */
  readonly health: { get(): Health; subscribe(listener: () => void): () => void };
  /** Told when a command waits because the clock is in doubt. */
  onClockInDoubt(listener: () => void): () => void;
}

export interface WriterDeps {
  readonly db: DeskDb;
  readonly stream: StreamId;
  readonly clock: Clock;
  readonly journal: JournalClient;
  readonly staff: string;
  /** Told of every entry, with its records as they stand now, before it is confirmed. */
  readonly onWritten?: (entry: Entry, rows: RowsById) => void;
}

export function createWriter({ db, stream, clock, journal, staff: firstStaff, onWritten }: WriterDeps): Writer {
  let staff = firstStaff;
  const listeners = new Set<() => void>();
  const written = ({ log: { seq, entry }, rows, filled }: Committed): Written => {
    onWritten?.(entry, rows);
    return { seq, confirmed: journal.confirm(seq, { entry, filled }) };
  };

  /** @returns null where it was to be done again and nothing of it is left to bring back */
  const takeBack = async (
    target: LogRow,
    name: "undoes" | "redoes",
    keepWorkedWith = false,
  ): Promise<(Undone & { readonly held: readonly string[] }) | null> => {
    let left: readonly string[] = [];
    let held: readonly string[] = [];
    let turnedBack = 0;
    let readers: readonly string[] = [];
    const isAgain = name === "redoes";
    const logs = await logsBehind(db, stream, target);
    const look = isAgain
      ? { kinds: ["reader"], read: (rows: RowsById) => goneOwners(db, target, rows) }
      : keepWorkedWith
        ? { kinds: WORK_KINDS, read: () => workedWith(db, target, stream) }
        : undefined;
    const committed = await commitWhenCan({
      command: target.entry.command,
      staff,
      touches: target.entry.ops,
      act: target.act === 1,
      ...(target.batchId !== undefined && { batchId: target.batchId }),
      ...(look !== undefined && { look }),
      build: (rows, looked) => {
        if (isAgain && looked.size > 0) throw new ReaderGone();
        const inverse = invert(
          target,
          stream,
          (kind, id) => rows.get(rowKey(kind, id)),
          (seq) => logs.get(seq),
          looked,
        );
        ({ left, held } = inverse);
        turnedBack = inverse.ops.length;
        readers = readersOf(target.entry.ops, rows);
        return isAgain && inverse.ops.length + left.length === 0
          ? { ops: [] }
          : { ops: inverse.ops, [name]: [target.seq] };
      },
    });
    if (committed === null) {
      assert(isAgain, "an undo always leaves an entry");
      return null;
    }
    const first = readers.slice(0, readers.length > MOST_NAMED ? MOST_NAMED - 1 : MOST_NAMED);
    const who = (await db.reader.bulkGet(first)).flatMap((row) =>
      row?.name === undefined ? [] : [maskName(row.name, row.familyName)],
    );
    return {
      written: written(committed),
      of: target.seq,
      command: target.entry.command,
      who,
      others: readers.length - first.length,
      left,
      held,
      ...(turnedBack === 0 && { nothing: true as const }),
    };
  };

  const takeBackOne = async (target: LogRow | undefined): Promise<Undone | null> => {
    // a colleague at this desk or another may have served whom this act has made
    const taken = target === undefined ? null : await takeBack(target, "undoes", true);
    if (taken === null) return null;
    const { left, held, ...undone } = taken;
    return { ...undone, left: [...left, ...held] };
  };

  /**
   * While the database is being filled again, a command waits: nothing may be written between the journal's entries. It
   * waits as well while the clock is in doubt; its times then move with it. A database that the browser has closed is
   * opened again, and the command tried once more; one that is gone takes nothing.
   */
  const commitWhenCan = async (request: CommitRequest): Promise<Committed | null> => {
    for (let closings = 0; ; ) {
      try {
        return await db.presence.unlessGone(commit(db, stream, clock, request));
      } catch (error) {
        if (error instanceof ClockInDoubt) for (const listener of listeners) listener();
        else if (isClosedUnder(error) && !db.hasBeenClosed() && closings++ < MOST_CLOSINGS) continue;
        else if (!(error instanceof StillRebuilding)) throw error;
        await waitMs(LOOK_AGAIN_MS);
      }
    }
  };

  /** Whoever has taken the desk over takes nothing back that a colleague did before. */
  const isOwn = (row: LogRow): boolean => row.entry.staff === staff || row.entry.staff === "";

  /** Pressed twice, the second is of the act before: which one that is, is known when the first is written. */
  const inTurn = oneAtATime();

  /** The last one first. */
  const candidates = async (which: "undo" | "redo"): Promise<readonly LogRow[]> => {
    const acts = await readLastActs(db);
    const bySeq = new Map(acts.map((row) => [row.seq, row]));
    return undoStack(acts)
      [which].flatMap((seq) => bySeq.get(seq) ?? [])
      .filter(isOwn)
      .toReversed();
  };

  return {
    health: journal.health,
    onClockInDoubt: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setStaff: (id) => {
      staff = id;
    },
    async run(command, changes, options = {}) {
      const pressedAt = clock.now();
      const committed = await commitWhenCan({
        command,
        staff,
        touches: changes,
        act: (options.undoable ?? true) && options.batchId === undefined,
        ...(options.batchId !== undefined && { batchId: options.batchId }),
        ...(options.whose !== undefined && { whose: options.whose }),
        ...(options.asSeen !== undefined && { asSeen: options.asSeen }),
        ...(options.likelyNew === true && { likelyNew: newRecords(changes) }),
        build: (rows, _, now) => ({
          ops: putRight(changes, pressedAt, now)
            .map((change) => toOp(change, rows.get(rowKey(change.kind, change.id))))
            .filter((op) => op !== null),
        }),
      });
      return committed === null ? { seq: 0, confirmed: Promise.resolve(ok(null)) } : written(committed);
    },
    undo: () => inTurn(async () => takeBackOne((await candidates("undo"))[0])),
    redo: () =>
      inTurn(async () => {
        for (const target of await candidates("redo")) {
          const done = await takeBack(target, "redoes");
          if (done !== null) return done;
        }
        return null;
      }),
    undoCommand: async (seq) => takeBackOne(await db.log.get(seq)),
    async undoBatch(batchId, { keepWorkedWith, onProgress, isCancelled = () => false } = {}) {
      const { commands, undone, last } = await commandsOf(db, batchId);
      const left: string[] = [];
      const before = commands.filter((seq) => undone.has(seq)).length;
      const chain = createChain({
        writer: { confirm: journal.confirm },
        onProgress: (confirmed, isWaiting) => onProgress?.(before + confirmed, commands.length, isWaiting),
        isCancelled,
      });
      // what was taken back before may be waiting for the journal still
      if (before > 0 && !(await chain.add({ seq: last, confirmed: journal.confirm(last) }, 0)))
        return { left, failure: chain.failure };
      for (const seq of commands.toReversed()) {
        // cut off and begun again, it goes on where it was
        const target = undone.has(seq) ? undefined : await db.log.get(seq);
        if (target === undefined) continue;
        const taken = await takeBack(target, "undoes", keepWorkedWith);
        assert(taken !== null, "an undo always leaves an entry");
        left.push(...taken.left);
        if (!(await chain.add(taken.written, 1))) break;
      }
      await chain.end();
      return { left, failure: chain.failure };
    },
    async batchToUndo() {
      const [restore, many] = await Promise.all([readRestoreLog(db), readLastBatch(db)]);
      const batches: readonly BatchToUndo[] = [
        ...(restore === null || restore.undoneAt !== null ? [] : [{ of: "restore" as const, ...restore }]),
        ...(many === null ? [] : [{ of: "many" as const, ...many }]),
      ];
      const [act] = await candidates("undo");
      let [next, after]: [BatchToUndo | null, number] = [null, act?.seq ?? 0];
      for (const { of, batchId } of batches) {
        const standing = await lastStanding(db, batchId, after);
        if (standing !== undefined && isOwn(standing)) [next, after] = [{ of, batchId }, standing.seq];
      }
      return next;
    },
    confirm: (seq) => journal.confirm(seq),
  };
}

/**
 * The log from the writes that stand now in a command's records back to the command, over what was taken back and done
 * again: what tells whether a write stands for the command's own. By number.
 */
async function logsBehind(
  db: DeskDb,
  stream: StreamId,
  { seq: target, entry }: LogRow,
): Promise<ReadonlyMap<number, LogRow>> {
  const records = new Set(entry.ops.map(({ kind, id }) => rowKey(kind, id)));
  const logs = new Map<number, LogRow>();
  const rows = await readRows(db, entry.ops);
  for (let open = [...rows.values()].flatMap(stampsOf).map(([of, seq]): WriteRef => [of, seq]); open.length > 0; ) {
    const wanted = new Set(
      open.flatMap(([of, seq]) => (of === stream && seq >= target && !logs.has(seq) ? [seq] : [])),
    );
    const found = (await db.log.bulkGet([...wanted])).filter((row) => row !== undefined);
    for (const row of found) logs.set(row.seq, row);
    open = found.flatMap(({ entry: { ops, undoes = [], redoes = [] }, beforeBy }) => [
      ...[...undoes, ...redoes].map((seq): WriteRef => [stream, seq]),
      ...ops.flatMap(({ kind, id }, index) =>
        records.has(rowKey(kind, id)) ? Object.values(beforeBy[index] ?? {}).filter((ref) => ref !== null) : [],
      ),
    ]);
  }
  return logs;
}

/** By `rowKey`: what the changes make, unless another of them speaks of the record as well. */
function newRecords(changes: readonly Change[]): ReadonlySet<string> {
  const times = new Map<string, number>();
  for (const { kind, id } of changes) times.set(rowKey(kind, id), (times.get(rowKey(kind, id)) ?? 0) + 1);
  return new Set(
    changes.flatMap((change) =>
      change.act === "create" &&
      change.again !== true &&
      isKind(change.kind) &&
      times.get(rowKey(change.kind, change.id)) === 1
        ? [rowKey(change.kind, change.id)]
        : [],
    ),
  );
}

const MOST_CLOSINGS = 2;
/** Readers whom a taken back act was about, by name. */
const MOST_NAMED = 3;

/** How often a waiting command looks. */
const LOOK_AGAIN_MS = 100;
