/** A reader as called out in a queue: 张*琴; nobody by name is 匿名. */
import { useLiveQuery } from "dexie-react-hooks";
import { type CalledOut, maskName, nameless } from "#shared/model/readers/mask.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useT } from "../../../i18n/use-t.ts";

export function useReaderMask(id: string | null): CalledOut {
  const { db } = useServices();
  const t = useT();
  const row = useLiveQuery(async () => (id === null ? undefined : db.reader.get(id)), [db, id]);
  if (id === null) return nameless(t("words.anonymous"));
  return row?.name === undefined ? nameless("…") : maskName(row.name, row.familyName);
}
