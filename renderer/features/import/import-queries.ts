/** What the wizard shows of the library: the imports made so far, and the lists that values are mapped to. */
import { useLiveQuery } from "dexie-react-hooks";
import * as v from "valibot";
import { IMPORT_REPORTS } from "../../db/imported-until.ts";
import { inBranchOrder } from "../../desk-services/library/use-open-branches.ts";
import { useServices } from "../../desk-services/services.ts";
import { useFormat, useLocale } from "../../i18n/use-t.ts";

const report = v.object({
  importId: v.string(),
  file: v.string(),
  at: v.number(),
  staff: v.string(),
  desk: v.optional(v.string()),
  written: v.number(),
  wrote: v.optional(v.object({ records: v.number() })),
  unfinished: v.optional(v.literal(true)),
  undoneAt: v.optional(v.number()),
  allStay: v.optional(v.literal(true)),
});

export interface PastImport extends v.InferOutput<typeof report> {
  readonly staffName: string;
  /** Its commands stand in this computer's own log, so it can be taken back here. */
  readonly here: boolean;
}

const SHOWN = 50;

/** Latest first. */
export function usePastImports(): readonly PastImport[] | undefined {
  const { db } = useServices();
  return useLiveQuery(async () => {
    const settings = await db.setting.where("id").startsWith(IMPORT_REPORTS).toArray();
    const reports = settings.flatMap(({ value, gone }) => {
      const parsed = v.safeParse(report, value);
      return parsed.success && gone !== 1 ? [parsed.output] : [];
    });
    const latest = reports.toSorted((a, b) => b.at - a.at).slice(0, SHOWN);
    return Promise.all(
      latest.map(async (item): Promise<PastImport> => {
        const own = await db.log.where("batchId").equals(item.importId).first();
        return { ...item, staffName: (await db.staff.get(item.staff))?.name ?? "", here: own !== undefined };
      }),
    );
  }, [db]);
}

/** Whether an import was taken back; null asks of none. */
export function useIsUndone(importId: string | null): boolean {
  const { db } = useServices();
  const found = useLiveQuery(
    async () => (importId === null ? undefined : await db.setting.get(`${IMPORT_REPORTS}${importId}`)),
    [db, importId],
  );
  const parsed = v.safeParse(report, found?.value);
  return parsed.success && parsed.output.undoneAt !== undefined;
}

export interface ListEntry {
  readonly code: string;
  readonly label: string;
  /** In every language, where there are more than the one shown; a branch's short code among them. */
  readonly names?: readonly string[];
}

/** Categories and branches by their names on screen. */
export function useLists(): { readonly categories: readonly ListEntry[]; readonly branches: readonly ListEntry[] } {
  const { db } = useServices();
  const locale = useLocale();
  const { compare } = useFormat();
  const lists = useLiveQuery(async () => {
    const codes = await db.code.filter((row) => row.list === "category" && row.gone !== 1).sortBy("order");
    const branches = inBranchOrder(await db.branch.filter((row) => row.gone !== 1).toArray(), compare);
    return {
      categories: codes.flatMap(({ code, names }) =>
        code === undefined ? [] : [{ code, label: names?.[locale] ?? code, names: Object.values(names ?? {}) }],
      ),
      branches: branches.map(({ id, name, code }) => ({
        code: id,
        label: name ?? id,
        names: code === undefined ? [] : [code],
      })),
    };
  }, [db, locale, compare]);
  return lists ?? NO_LISTS;
}

const NO_LISTS = { categories: [], branches: [] };
