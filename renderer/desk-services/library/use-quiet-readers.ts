/** Who of some readers has asked not to be contacted, as it stands. */
import { useLiveQuery } from "dexie-react-hooks";
import { stopOf } from "#shared/model/consent/may-contact.ts";
import { readPeople } from "../../db/reader-class.ts";
import { useFormat } from "../../i18n/use-t.ts";
import { useServices } from "../services.ts";

/** No more are contacted at once, nor given a task. */
const MOST = 500;

/** @returns their names, where a record has one; nobody until it is read, and of more than are ever contacted at once */
export function useQuietReaders(ids: readonly string[]): readonly (string | undefined)[] {
  const { db, clock } = useServices();
  const today = useFormat().day(clock.now());
  const key = ids.length > MOST ? "" : ids.join();
  const found = useLiveQuery(async () => {
    const people = key === "" ? [] : await readPeople(db, key.split(","));
    return people.flatMap((row) =>
      row !== undefined && row.gone !== 1 && stopOf(row, "consent", today) === "do-not-contact" ? [row.name] : [],
    );
  }, [db, key, today]);
  return found ?? [];
}
