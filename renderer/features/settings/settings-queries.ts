/** What the settings show of the library's own records. */
import { useLiveQuery } from "dexie-react-hooks";
import type { CODE_LISTS } from "#shared/model/house.ts";
import { type Preset, parsePresets, presetsId } from "#shared/model/settings/quick-log-presets.ts";
import type { Row } from "../../db/database.ts";
import { useServices } from "../../desk-services/services.ts";
import { useFormat } from "../../i18n/use-t.ts";

export type CodeList = (typeof CODE_LISTS)[number];

export function useAllColleagues(): readonly Row<"staff">[] {
  const { db } = useServices();
  const { compare } = useFormat();
  const rows = useLiveQuery(async () => await db.staff.toArray(), [db]) ?? [];
  return rows.toSorted(
    (a, b) => Number(a.hidden ?? false) - Number(b.hidden ?? false) || compare(a.name ?? "", b.name ?? ""),
  );
}

export function useCodes(list: CodeList): readonly Row<"code">[] {
  const { db } = useServices();
  const rows = useLiveQuery(async () => await db.code.filter((row) => row.list === list).toArray(), [db, list]) ?? [];
  return rows.toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0));
}

/** Undefined while the answer is on its way; `stored` says whether the desk has its own list. */
export function useDeskPresets(): { presets: readonly Preset[]; stored: boolean } | undefined {
  const { db, start } = useServices();
  return useLiveQuery(async () => {
    const row = await db.setting.get(presetsId(start.installation));
    const stored = row !== undefined && row.gone !== 1;
    return { presets: parsePresets(stored ? row.value : undefined), stored };
  }, [db, start.installation]);
}
