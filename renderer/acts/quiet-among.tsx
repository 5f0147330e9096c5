/** Of those whom a contact or a task is for, who has asked not to be contacted: said before it is done. */
import { useLiveQuery } from "dexie-react-hooks";
import { stopOf } from "#shared/model/consent/may-contact.ts";
import { readPeople } from "../db/reader-class.ts";
import { PersonNames } from "../desk-services/person-name.tsx";
import { useServices } from "../desk-services/services.ts";
import { useFormat, useRich, useT } from "../i18n/use-t.ts";

const NAMED = 3;
/** No more are contacted at once, nor given a task. */
const MOST = 500;

export function QuietAmong({ ids }: { readonly ids: readonly string[] }) {
  const t = useT();
  const rich = useRich();
  const { db, clock } = useServices();
  const today = useFormat().day(clock.now());
  const key = ids.length > MOST ? "" : ids.join();
  const quiet = useLiveQuery(async () => {
    const people = key === "" ? [] : await readPeople(db, key.split(","));
    return people.flatMap((row) =>
      row !== undefined && row.gone !== 1 && stopOf(row, "consent", today) === "do-not-contact" ? [row.name] : [],
    );
  }, [db, key, today]);
  if (quiet === undefined || quiet.length === 0) return null;
  const names = quiet.slice(0, NAMED).map((name) => name ?? t("batch.no-name"));
  return (
    <p className="field-error" role="status">
      {rich("batch.quiet", { names: <PersonNames names={names} />, count: quiet.length })}
    </p>
  );
}
