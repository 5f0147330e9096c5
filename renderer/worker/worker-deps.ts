/** What the worker's services are made from. */
import type { Host } from "#shared/host/contract.ts";
import type { Clock, RandomBytes } from "#shared/kernel/clock.ts";
import type { Entry, StreamId } from "#shared/replication/rows/entry.ts";
import type { DeskDb } from "../db/database.ts";
import type { RowsById } from "../db/write/commit.ts";
import type { Writer } from "../db/write/writer.ts";

export type WriterFor = (staff: string) => Promise<Writer>;

/** The search, told of what the worker's other services do, so that it follows without reading it again. */
export interface SearchFollower {
  /** A command of the worker's own; its rows as they stand now. */
  wrote(stream: StreamId, entry: Entry, rows: RowsById): void;
  /** Entries that came from elsewhere and were applied. */
  applied(stream: StreamId, entries: readonly Entry[]): void;
  /** These readers were erased; answers when nothing of them is kept any more. */
  forget(ids: readonly string[]): Promise<void>;
  /** All rows were made again. */
  rebuilt(): void;
  /** A long task has ended: what it has changed is kept for the next start. */
  keep(): void;
}

export interface WorkerDeps {
  readonly db: DeskDb;
  readonly host: Host;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly installation: string;
  readonly search: Pick<SearchFollower, "applied" | "forget" | "keep" | "rebuilt">;
  /** Waits while somebody at the desk is doing something else; absent where she waits for the task itself. */
  readonly letPass?: () => Promise<void>;
  /** Writes in the name of a colleague. */
  readonly writer: WriterFor;
}
