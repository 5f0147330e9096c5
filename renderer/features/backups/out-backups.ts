/**
 * Backups in the second place of computers that are out of the library: only their owner signs them, so nobody writes
 * them anew without a reader who was erased since. A person is told, and may delete them.
 */
import { useLiveQuery } from "dexie-react-hooks";
import type { BackupEntry, BackupPlace } from "#shared/host/backup-calls.ts";
import type { DeskDb } from "../../db/database.ts";
import { useServices } from "../../desk-services/services.ts";
import { ownerOf } from "../../words/computer-names.ts";

export interface OutBackups {
  /** Streams of computers that were removed or retired. */
  readonly streams: ReadonlySet<string>;
  /** When the last reader was erased, epoch milliseconds; null: nobody. */
  readonly erasedAt: number | null;
}

const NONE: OutBackups = { streams: new Set(), erasedAt: null };

async function readOutBackups(db: DeskDb): Promise<OutBackups> {
  const streams = new Set((await db.removal.toArray()).flatMap(({ stream }) => stream ?? []));
  const erased = (await db.erased.toArray()).flatMap(({ at }) => at ?? []);
  return { streams, erasedAt: erased.length === 0 ? null : Math.max(...erased) };
}

export function useOutBackups(): OutBackups {
  const { db } = useServices();
  return useLiveQuery(async () => await readOutBackups(db), [db]) ?? NONE;
}

export const isOfOut = ({ streams }: OutBackups, place: BackupPlace, entry: BackupEntry): boolean =>
  place === "second" && !entry.own && streams.has(ownerOf(entry) ?? "");

/** Whether somebody who was erased may still be in it. */
export const mayHoldErased = (out: OutBackups, place: BackupPlace, entry: BackupEntry): boolean =>
  isOfOut(out, place, entry) && out.erasedAt !== null && (entry.note?.cleanedAt ?? entry.at ?? 0) < out.erasedAt;
