/** What the card shows of a reader, read masked by index range; undefined while reading. */
import { useLiveQuery } from "dexie-react-hooks";
import { useEffect, useState } from "react";
import { isOpen } from "#shared/model/feedback.ts";
import type { DeskDb } from "../../../db/database.ts";
import { type Masked, masked, maskedRows } from "../../../db/masked.ts";
import { useServices } from "../../../db/services.ts";

const LAST_RECORDS = 5;

export interface ReaderCardRows {
  readonly reader: Masked<"reader">;
  readonly records: readonly Masked<"interaction">[];
  readonly recordCount: number;
  readonly opinions: readonly Masked<"feedback">[];
  readonly promises: readonly Masked<"task">[];
  readonly tasks: readonly Masked<"task">[];
}

/** Null: no such reader here. */
export function useReaderCard(id: string): ReaderCardRows | null | undefined {
  const { db } = useServices();
  return useLiveQuery(() => readReaderCard(db, id), [db, id]);
}

export async function readReaderCard(db: DeskDb, id: string): Promise<ReaderCardRows | null> {
  const reader = await db.reader.get(id);
  if (reader === undefined || reader.gone === 1) return null;
  const range = db.interaction.where("[reader+at]").between([id, 0], [id, Number.POSITIVE_INFINITY]);
  const [records, recordCount, opinions, promises, tasks] = await Promise.all([
    range
      .clone()
      .reverse()
      .filter((row) => row.gone !== 1)
      .limit(LAST_RECORDS)
      .toArray(),
    range.filter((row) => row.gone !== 1).count(),
    db.feedback.where("reader").equals(id).filter(isOpen).toArray(),
    db.task
      .where("promisedTo")
      .equals(id)
      .filter((row) => row.done === undefined)
      .toArray(),
    db.task
      .where("about.id")
      .equals(id)
      .filter((row) => row.done === undefined && row.promisedTo !== id)
      .toArray(),
  ]);
  return {
    reader: masked("reader", reader),
    records: maskedRows("interaction", records),
    recordCount,
    opinions: byDue(maskedRows("feedback", opinions)),
    promises: byDue(maskedRows("task", promises)),
    tasks: byDue(maskedRows("task", tasks)),
  };
}

const byDue = <T extends { readonly due?: string }>(rows: readonly T[]): readonly T[] => rows.toSorted((a, b) => ((a.due ?? "9999") < (b.due ?? "9999") ? -1 : 1));

/** Pinyin beside the name: what was set by hand, else the worker's reading of it. */
export function useReading(name: string | undefined, byHand: string | undefined): string | undefined {
  const { search } = useServices();
  const [guess, setGuess] = useState<{ readonly name: string; readonly reading: string } | null>(null);
  useEffect(() => {
    if (name === undefined || byHand !== undefined) return;
    let wanted = true;
    void search.reading(name).then((reading) => {
      if (wanted) setGuess({ name, reading });
    });
    return () => {
      wanted = false;
    };
  }, [search, name, byHand]);
  if (byHand !== undefined) return byHand;
  return guess !== null && guess.name === name && guess.reading !== name ? guess.reading : undefined;
}
