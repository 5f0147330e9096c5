/** Who has acknowledged an alarm, and on which day, as it is said beside it. */
import { useLiveQuery } from "dexie-react-hooks";
import type { Alarm } from "#shared/host/alarm-calls.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";

/** Undefined where nobody has; without a name for nobody who is known here. */
export function useKnownTo(alarm: Pick<Alarm, "acknowledged"> | undefined): string | undefined {
  const { db } = useServices();
  const t = useT();
  const format = useFormat();
  const { by: id, at } = alarm?.acknowledged ?? { by: "", at: 0 };
  const name = useLiveQuery(async () => (id === "" ? undefined : (await db.staff.get(id))?.name), [db, id]);
  if (alarm?.acknowledged === undefined) return undefined;
  return name === undefined
    ? t("centre.alarm-known", { day: format.day(at) })
    : t("centre.alarm-known-by", { name, day: format.day(at) });
}
