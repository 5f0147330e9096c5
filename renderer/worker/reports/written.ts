/**
 * What was written since somebody last asked, told by the streams and the own log: which months of use and of
 * service records have to be counted again. What came from elsewhere, or too much of one's own,
 * is everything.
 */
import { ALIAS } from "#shared/replication/rows/entry.ts";
import type { DeskDb, LogRow } from "../../db/database.ts";
import { localDay } from "../library-use/use-rows.ts";

interface WrittenSince {
  /** Null for all of them. */
  readonly months: ReadonlySet<string> | null;
  readonly hasOpinions: boolean;
}

const EVERYTHING: WrittenSince = { months: null, hasOpinions: true };
const MOST_FOLLOWED = 500;

interface Place {
  readonly own: number;
  /** Where the others' streams stand. */
  readonly others: string;
}

export function createWritten(db: DeskDb): () => Promise<WrittenSince> {
  let place: Place | null = null;
  return async () => {
    const before = place;
    place = await readPlace(db);
    if (
      before === null ||
      before.others !== place.others ||
      place.own - before.own > MOST_FOLLOWED ||
      place.own < before.own
    )
      return EVERYTHING;
    if (place.own === before.own) return { months: new Set(), hasOpinions: false };
    return writtenBy(db, await db.log.where("seq").between(before.own, place.own, false, true).toArray());
  };
}

async function readPlace(db: DeskDb): Promise<Place> {
  const streams = await db.streams.toArray();
  const others = streams.filter(({ own }) => own !== 1).map(({ stream, seq }) => `${stream} ${seq}`);
  return { own: (await db.log.orderBy("seq").last())?.seq ?? 0, others: others.toSorted().join(",") };
}

async function writtenBy(db: DeskDb, log: readonly LogRow[]): Promise<WrittenSince> {
  const months = new Set<string>();
  let hasOpinions = false;
  for (const { entry, before } of log) {
    for (const [index, { kind, id, cells }] of entry.ops.entries()) {
      if (kind === "erased" || (kind === "reader" && ("branch" in cells || ALIAS in cells))) return EVERYTHING;
      if (kind === "feedback") hasOpinions = true;
      const stood = before[index] ?? {};
      const days = kind === "activity" ? [cells.on, stood.on, (await db.activity.get(id))?.on] : [];
      const times = kind === "interaction" ? [cells.at, stood.at, (await db.interaction.get(id))?.at] : [];
      for (const day of days) if (typeof day === "string") months.add(day.slice(0, 7));
      for (const at of times) if (typeof at === "number") months.add(localDay(at).slice(0, 7));
    }
  }
  return { months, hasOpinions };
}
