/**
 * Takes a merge of readers back, however long ago and on whichever desk it was done. The desk that merged also
 * gets back what the merge had chosen of the values, where nobody has changed it since.
 */

import { useLiveQuery } from "dexie-react-hooks";
import { hlcToMs } from "#shared/kernel/hlc.ts";
import { maskName } from "#shared/model/readers/mask.ts";
import { frontierOf } from "#shared/replication/rows/cells.ts";
import type { Stamp } from "#shared/replication/rows/entry.ts";
import { ALIAS } from "#shared/replication/rows/entry.ts";
import { useAct, useActs } from "../../../acts/use-acts.ts";
import type { DeskDb } from "../../../db/database.ts";
import type { Change } from "../../../db/write/changes.ts";
import { PersonName, PersonNames } from "../../../desk-services/person-name.tsx";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat, useRich, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import type { ReaderView } from "../reader-queries.ts";

interface Joined {
  readonly id: string;
  readonly name: string;
  readonly familyName: string | undefined;
  readonly card: string | undefined;
  /** Who merged it, and when; more than one where two desks did. */
  readonly by: readonly Stamp[];
  /** Names of those who were merged into this one, and go along. */
  readonly along: readonly string[];
}

export function PartDialog({ view, onClose }: { view: ReaderView; onClose: () => void }) {
  const t = useT();
  const rich = useRich();
  const format = useFormat();
  const house = useHouse();
  const acts = useActs();
  const act = useAct();
  const { db, clock, start } = useServices();
  const key = view.ids.join();
  const joined = useLiveQuery(() => readJoined(db, key.split(",")), [db, key]);

  const part = async ({ id, name, familyName, by }: Joined): Promise<void> => {
    const own = await ownMerge(db, by, start.library?.stream);
    if (own !== null) {
      return (await acts.turn(own)) ? onClose() : undefined;
    }
    const change: Change = { act: "cells", kind: "reader", id, cells: { [ALIAS]: null } };
    if (
      await act({
        command: "reader.part",
        changes: [change],
        said: { id: "readers.did-part", values: { who: maskName(name, familyName) } },
      })
    )
      onClose();
  };

  return (
    <Dialog open title={t("readers.part")} closeLabel={t("readers.cancel")} onClose={onClose}>
      <p className="dialog-note">
        {rich("readers.part-hint", { name: <PersonName>{view.reader.name ?? t("readers.no-name")}</PersonName> })}
      </p>
      <ul className="list">
        {joined?.map((one) => (
          <li key={one.id} className="line">
            <span className="grow">
              <b>
                <PersonName>{one.name}</PersonName>
              </b>{" "}
              {one.card !== undefined && <span className="mono">{one.card}</span>}
              <span className="meta">
                {" "}
                {one.by
                  .map(([, , hlc, staff]) =>
                    `${format.moment(hlcToMs(hlc), clock.now())} ${house.staff.get(staff) ?? ""}`.trim(),
                  )
                  .join(" · ")}
              </span>
              {one.along.length > 0 && (
                <span className="meta">
                  {" "}
                  · {rich("readers.part-along", { names: <PersonNames names={one.along} /> })}
                </span>
              )}
            </span>
            <Button size="small" onClick={() => void part(one)}>
              {t("readers.part-do")}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

/** Of a class, the records that were merged into another. */
async function readJoined(db: DeskDb, ids: readonly string[]): Promise<readonly Joined[]> {
  const rows = (await db.reader.bulkGet([...ids])).filter((row) => row !== undefined);
  const alongWith = (id: string, seen: ReadonlySet<string> = new Set([id])): readonly string[] =>
    rows
      .filter((row) => row.as === id && !seen.has(row.id))
      .flatMap((row) => [row.name ?? "", ...alongWith(row.id, new Set([...seen, row.id]))]);
  return rows
    .filter((row) => row.as !== undefined)
    .map((row) => ({
      id: row.id,
      name: row.name ?? "",
      familyName: row.familyName,
      card: row.card,
      along: alongWith(row.id).filter((name) => name !== ""),
      by: frontierOf("reader", { ...row }, ALIAS).map(({ by }) => by),
    }));
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
