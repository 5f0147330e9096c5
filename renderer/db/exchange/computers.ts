/** The computers of the library as the last exchange saw them, for what is dealt out to each of them. */
import type { StreamId } from "#shared/replication/rows/entry.ts";
import type { DeskDb } from "../database.ts";
import { linesIn, readSyncLog } from "./sync-log.ts";

export interface Computers {
  readonly own: StreamId | undefined;
  readonly others: readonly StreamId[];
  /** Of an earlier number the one under which that computer goes on. */
  readonly presentOf: (stream: string) => string;
  /** When the last exchange went through to its end; undefined where none did. */
  readonly syncedAt: number | undefined;
}

export async function readComputers(db: DeskDb): Promise<Computers> {
  const [log, streams] = await Promise.all([readSyncLog(db), db.streams.toArray()]);
  const lines = linesIn(log);
  const next = new Map(lines.map(({ stream, replacedBy }) => [stream as string, replacedBy]));
  const presentOf = (stream: string): string => {
    const after = next.get(stream) ?? null;
    return after === null ? stream : presentOf(after);
  };
  return {
    // a desk that has joined and written nothing yet has no row of its own: the exchange knows it all the same
    own:
      streams.find((row) => row.own === 1)?.stream ??
      lines.find(({ own, replacedBy }) => own && replacedBy === null)?.stream,
    others: lines.flatMap(({ stream, own, out, replacedBy }) =>
      own || out !== null || replacedBy !== null ? [] : [stream],
    ),
    presentOf,
    syncedAt: log.find(({ report }) => report.outcome.tag !== "stopped")?.report.endedAt,
  };
}
