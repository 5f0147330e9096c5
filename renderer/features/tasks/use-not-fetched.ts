/**
 * Which tasks that were given to a colleague here have not reached other computers yet, as far as those have told: she
 * may not know of them. A library of one computer is told nothing, and nothing is said of whoever works at this desk.
 */
import { useLiveQuery } from "dexie-react-hooks";
import type { DeviceLine } from "#shared/replication/exchange/sync-report.ts";
import type { StreamId, Vector } from "#shared/replication/rows/entry.ts";
import type { DeskDb, Row } from "../../db/database.ts";
import { linesIn, readSyncLog } from "../../db/exchange/sync-log.ts";
import { useServices } from "../../desk-services/services.ts";
import { computerNames } from "../../words/computer-names.ts";
import type { TaskRow } from "./task-queries.ts";

export interface NotFetched {
  /** The other computers of the library. */
  readonly all: number;
  readonly waiting: number;
  /** What those that wait are called, where they have told it. */
  readonly names: readonly string[];
}

/** Whoever has written one of so many entries of this desk works at it. */
const WORKED_HERE = 500;

const NONE: ReadonlyMap<string, NotFetched> = new Map();

/** @param staff who looks at the list: what is her own reaches her here */
export function useNotFetched(rows: readonly TaskRow[], staff: string | undefined): ReadonlyMap<string, NotFetched> {
  const { db } = useServices();
  const key = rows
    .filter((row) => row.done === undefined && row.assignee !== undefined && row.assignee !== staff)
    .map(({ id }) => id)
    .join(" ");
  return useLiveQuery(async () => await readNotFetched(db, key === "" ? [] : key.split(" ")), [db, key], NONE);
}

async function readNotFetched(db: DeskDb, ids: readonly string[]): Promise<ReadonlyMap<string, NotFetched>> {
  if (ids.length === 0) return NONE;
  const lines = linesIn(await readSyncLog(db));
  const others = lines.filter(({ own, out, replacedBy }) => !own && out === null && replacedBy === null);
  if (others.length === 0) return NONE;
  const streams = await db.streams.toArray();
  const own = streams.find((row) => row.own === 1)?.stream;
  const told = new Map(streams.map((row): [StreamId, Vector] => [row.stream, row.told]));
  const nameOf = computerNames(lines);
  const has = ({ stream }: DeviceLine, seq: number): boolean =>
    own !== undefined && (told.get(stream)?.[own]?.seq ?? 0) >= seq;
  const written = await db.log.orderBy("seq").reverse().limit(WORKED_HERE).toArray();
  const here = new Set(written.map(({ entry }) => entry.staff));
  const found = (await db.task.bulkGet([...ids])).flatMap((row) => {
    const given = row === undefined ? null : givenBy(row, own);
    if (row === undefined || given === null || here.has(row.assignee ?? "")) return [];
    const waiting = others.filter((line) => !has(line, given));
    const names = waiting.flatMap(({ stream }) => nameOf(stream) ?? []);
    return waiting.length === 0 ? [] : [[row.id, { all: others.length, waiting: waiting.length, names }] as const];
  });
  return new Map(found);
}

/** Number of the own entry that gave it to whom it is given now; null where another computer did. */
function givenBy({ w, f }: Row<"task">, own: StreamId | undefined): number | null {
  const { assignee } = f ?? {};
  const writes = assignee?.map(({ by }) => by) ?? [w];
  const numbers = writes.flatMap(([stream, seq]) => (stream === own ? [seq] : []));
  return numbers.length === 0 ? null : Math.max(...numbers);
}
