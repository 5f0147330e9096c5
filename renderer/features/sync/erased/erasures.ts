/**
 * Who has erased what, told from what every computer has acknowledged: the ledger says what, the streams say who has
 * passed it.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { ERASE_REASONS, type EraseReason } from "#shared/model/erased.ts";
import { hasErased, writesOf } from "#shared/replication/erasing/erasing-progress.ts";
import type { DeviceLine } from "#shared/replication/exchange/sync-report.ts";
import type { Vector } from "#shared/replication/rows/entry.ts";
import type { DeskDb, Row } from "../../../db/database.ts";
import { readErasing, readErasure } from "../../../db/erasing/erase-rows.ts";
import { readSealed } from "../../../db/journal/own-stream.ts";
import { useServices } from "../../../desk-services/services.ts";

export interface ErasureLine {
  readonly id: string;
  readonly at: number;
  readonly by: string | null;
  readonly reason: EraseReason;
  readonly records: number;
  /** Streams of the other computers. */
  readonly confirmed: readonly string[];
  readonly waiting: readonly string[];
}

export interface Erasures {
  /** Latest first; the ids of one person are one line. */
  readonly lines: readonly ErasureLine[];
  /** Journal, log or backups of this computer are not through yet. */
  readonly isBusy: boolean;
  /** Own files on the share may still hold something. */
  readonly isOnShare: boolean;
}

/** @param devices the other computers that work with the library */
async function readErasures(db: DeskDb, devices: readonly Pick<DeviceLine, "stream">[]): Promise<Erasures> {
  const rows = await db.erased.toArray();
  if (rows.length === 0) return { lines: [], isBusy: false, isOnShare: false };
  const streams = await db.streams.toArray();
  const own = streams.find((row) => row.own === 1)?.stream ?? "";
  const standing = new Map(streams.map((row): [string, Vector] => [row.stream, { ...row.told, [row.stream]: row }]));
  const lines = personsOf(rows).map((person): ErasureLine => {
    const writes = writesOf(person);
    const [first] = person;
    const has = ({ stream }: Pick<DeviceLine, "stream">): boolean => hasErased(standing.get(stream) ?? {}, writes);
    return {
      id: first?.id ?? "",
      at: first?.at ?? 0,
      by: first?.by ?? null,
      reason: ERASE_REASONS.find((code) => code === first?.reason) ?? "other",
      records: person.reduce((sum, { records = [] }) => sum + records.length, 0),
      confirmed: devices.filter(has).map(({ stream }) => stream),
      waiting: devices.filter((device) => !has(device)).map(({ stream }) => stream),
    };
  });
  const { tainted } = await readErasure(db);
  const { floor = 1 } = await readSealed(db);
  return {
    lines: lines.sort((a, b) => b.at - a.at),
    isBusy: (await readErasing(db)).length > 0,
    isOnShare: (tainted[own] ?? 0) >= floor,
  };
}

/** What one command has erased was one person. */
function personsOf(rows: readonly Row<"erased">[]): readonly (readonly Row<"erased">[])[] {
  const persons = new Map<string, Row<"erased">[]>();
  for (const row of rows) {
    const key = `${row.w[0]}.${row.w[1]}`;
    persons.set(key, [...(persons.get(key) ?? []), row]);
  }
  return [...persons.values()];
}

/** Undefined until it is read. */
export function useErasures(devices: readonly DeviceLine[]): Erasures | undefined {
  const { db } = useServices();
  const others = devices.filter(({ own, out }) => !own && out === null).map(({ stream }) => ({ stream }));
  return useLiveQuery(async () => await readErasures(db, others), [db, others.map(({ stream }) => stream).join()]);
}
