/** What the codes and ids in a dry run are called: nobody reads a code. */
import { useLiveQuery } from "dexie-react-hooks";
import { newEntry } from "#shared/import-export/columns/lookups.ts";
import { NEW_ENTRY } from "#shared/import-export/columns/mapping.ts";
import { isTarget } from "#shared/import-export/columns/targets.ts";
import type { Json } from "#shared/kernel/json.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useLocale, useT } from "../../../i18n/use-t.ts";
import type { PageRow } from "../../../platform/worker/import-api.ts";
import { useImportState } from "../import-session.tsx";

/** Field → the list of codes, or the kind of record, that it names. */
const LIST_OF: Readonly<Record<string, string>> = {
  category: "category",
  source: "source",
  purpose: "purpose",
  topic: "topic",
  branch: "branch",
  owner: "staff",
  staff: "staff",
  firstAsked: "staff",
  reader: "reader",
  guardian: "reader",
};

export interface ImportNames {
  /** Of a value of a field; itself where it is no code. */
  readonly valueOf: (field: string, text: string) => string;
  /** Of a key in a field that is a map, as 学号 among the numbers. */
  readonly keyOf: (key: string) => string;
}

export function useImportNames(rows: readonly PageRow[]): ImportNames {
  const { db } = useServices();
  const t = useT();
  const locale = useLocale();
  const columns = useImportState((state) => state.mapping.columns);
  const readers = [
    ...new Set(
      rows.flatMap(({ cells }) =>
        cells.flatMap(({ field, before, after }) =>
          LIST_OF[field] === "reader" ? [before, after].filter(isText) : [],
        ),
      ),
    ),
  ];
  const known = useLiveQuery(async () => {
    const names = new Map<string, string>();
    for (const { list = "", code = "", names: shown } of await db.code.toArray())
      names.set(`${list} ${code}`, shown?.[locale] ?? code);
    for (const { id, name } of await db.branch.toArray()) if (name !== undefined) names.set(`branch ${id}`, name);
    for (const { id, name } of await db.staff.toArray()) if (name !== undefined) names.set(`staff ${id}`, name);
    for (const row of await db.reader.bulkGet(readers))
      if (row?.name !== undefined) names.set(`reader ${row.id}`, row.name);
    return names;
  }, [db, locale, readers.join(" ")]);
  const made = new Map<string, string>();
  for (const { target, values = {} } of columns) {
    if (target !== "category" && target !== "branch") continue;
    for (const [value, code] of Object.entries(values))
      if (code === NEW_ENTRY) made.set(`${target} ${newEntry(target, value).code}`, value);
  }
  return {
    valueOf: (field, text) => {
      if (field === "gender" && (text === "female" || text === "male" || text === "other"))
        return t(`words.gender.${text}`);
      const place = `${LIST_OF[field] ?? ""} ${text}`;
      return (
        known?.get(place) ??
        made.get(place) ??
        (LIST_OF[field] === "reader" || LIST_OF[field] === "staff" ? t("import.no-name") : text)
      );
    },
    keyOf: (key) => (isTarget(key) ? t(`import.target-${key}`) : key),
  };
}

const isText = (value: Json): value is string => typeof value === "string";
