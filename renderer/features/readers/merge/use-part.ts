/**
 * Takes a merge of readers back, however long ago and on whichever desk it was done. The desk that merged also
 * gets back what the merge had chosen of the values, where nobody has changed it since.
 */
import { maskName } from "#shared/model/readers/mask.ts";
import type { Stamp } from "#shared/replication/rows/entry.ts";
import { ALIAS } from "#shared/replication/rows/entry.ts";
import { useAct, useActs } from "../../../acts/use-acts.ts";
import type { DeskDb } from "../../../db/database.ts";
import type { Change } from "../../../db/write/changes.ts";
import { useServices } from "../../../desk-services/services.ts";

export interface MergedRecord {
  readonly id: string;
  readonly name: string;
  readonly familyName: string | undefined;
  /** Who merged it, and when; more than one where two desks did. */
  readonly by: readonly Stamp[];
}

/** @returns whether the journal has it */
export function usePart(): (record: MergedRecord) => Promise<boolean> {
  const acts = useActs();
  const act = useAct();
  const { db, start } = useServices();
  return async ({ id, name, familyName, by }) => {
    const own = await ownMerge(db, by, start.library?.stream);
    if (own !== null) return acts.turn(own);
    const change: Change = { act: "cells", kind: "reader", id, cells: { [ALIAS]: null } };
    return act({
      command: "reader.part",
      changes: [change],
      said: { id: "readers.did-part", values: { who: maskName(name, familyName) } },
    });
  };
}

/**
 * The number of the merge, where this desk made it, its log still has it, and it merged nobody else: all of it is taken
 * back.
 */
async function ownMerge(db: DeskDb, by: readonly Stamp[], stream: string | undefined): Promise<number | null> {
  const [write] = by;
  if (by.length !== 1 || write === undefined || write[0] !== stream) return null;
  const log = await db.log.get(write[1]);
  const merged = log?.entry.ops.filter(({ cells }) => ALIAS in cells) ?? [];
  return log?.entry.command === "reader.merge" && merged.length === 1 ? log.seq : null;
}
