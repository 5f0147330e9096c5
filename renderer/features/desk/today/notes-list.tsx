/** What colleagues left at this branch and nobody has taken over yet, the latest first. */
import { useLiveQuery } from "dexie-react-hooks";
import { Link } from "wouter";
import { readLeft } from "../../../db/left-lines.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useRunCommand } from "../../../desk-services/run-command.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import styles from "../today-list/today.module.css";

/** The book has all. */
const SHOWN = 5;

export function NotesList({ now }: { readonly now: number }) {
  const t = useT();
  const format = useFormat();
  const { db } = useServices();
  const { branch, staff } = useDeviceSettings();
  const house = useHouse();
  const run = useRunCommand();
  const today = format.day(now);
  const left = useLiveQuery(
    async () => (branch === undefined ? [] : (await readLeft(db, { branch, staff, today })).toReversed()),
    [db, branch, staff, today],
  );
  if (left === undefined) return null;
  return (
    <section aria-labelledby="notes-h">
      <div className="section-head">
        <h2 id="notes-h">
          {t("today.notes")} {left.length > 0 && <span className="count">{left.length}</span>}
        </h2>
        <Link className="meta" href="/handover">
          {t("today.book")}
        </Link>
        <Button kind="quiet" size="small" className="push" onClick={() => run("staff.handover")}>
          {t("today.leave-note")}
        </Button>
      </div>
      {left.length === 0 && <p className="meta">{t("today.no-notes")}</p>}
      <ul className="list">
        {left.slice(0, SHOWN).map((row) => (
          <li key={row.id} className={styles.note}>
            <p>
              <b>
                <PersonName>{house.staff.get(row.staff ?? "") ?? t("today.no-name")}</PersonName>
              </b>{" "}
              <span className="meta">{format.moment(row.at ?? 0, now)}</span>
            </p>
            <p className={styles.noteText}>{row.text}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
