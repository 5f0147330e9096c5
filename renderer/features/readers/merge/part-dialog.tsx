/** Which records were merged into a reader, each to be parted again. */

import { useLiveQuery } from "dexie-react-hooks";
import { hlcToMs } from "#shared/kernel/hlc.ts";
import { ALIAS } from "#shared/replication/rows/entry.ts";
import { frontierOf } from "#shared/replication/rows/merge-cells.ts";
import type { DeskDb } from "../../../db/database.ts";
import { PersonName, PersonNames } from "../../../desk-services/person-name.tsx";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat, useRich, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import type { ReaderView } from "../reader-queries.ts";
import { type MergedRecord, usePart } from "./use-part.ts";

interface Joined extends MergedRecord {
  readonly card: string | undefined;
  /** Names of those who were merged into this one, and go along. */
  readonly along: readonly string[];
}

export function PartDialog({ view, onClose }: { view: ReaderView; onClose: () => void }) {
  const t = useT();
  const rich = useRich();
  const format = useFormat();
  const house = useHouse();
  const takeBack = usePart();
  const { db, clock } = useServices();
  const key = view.ids.join();
  const joined = useLiveQuery(async () => await readJoined(db, key.split(",")), [db, key]);

  const part = async (one: Joined): Promise<void> => {
    if (await takeBack(one)) onClose();
  };

  return (
    <Dialog open title={t("readers.part")} closeLabel={t("readers.cancel")} onClose={onClose}>
      <p className="dialog-note">
        {rich("readers.part-hint", { name: <PersonName>{view.reader.name ?? t("words.no-name")}</PersonName> })}
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
