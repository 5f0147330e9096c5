/** Up to which day it is known who came, where that is not today: rules on use wait for the next list. */
import { useLiveQuery } from "dexie-react-hooks";
import { dayToNumber, numberToDay } from "#shared/kernel/day.ts";
import { readHousedUntil } from "../../../db/imported-until.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";

/** Null where nothing waits; undefined until it is read. */
export function useKnownNote(): string | null | undefined {
  const t = useT();
  const format = useFormat();
  const { db, clock } = useServices();
  const today = dayToNumber(format.day(clock.now()));
  const known = useLiveQuery(async () => (await readHousedUntil(db, today)) ?? null, [db, today]);
  if (known === null || known === undefined) return known;
  return known < today ? t("rules.known-until", { day: numberToDay(known), days: today - known }) : null;
}
