/** What a library remembers of its imports: the mapping per kind of file, and what each import did. */
import * as v from "valibot";
import { type Mapping, mappingSchema } from "#shared/import-export/columns/mapping.ts";
import type { Holds } from "#shared/import-export/library-use/holds.ts";
import { type UseMapping, useMappingSchema } from "#shared/import-export/library-use/use-mapping.ts";
import { type UseRules, useRulesSchema } from "#shared/import-export/library-use/use-rules.ts";
import { type ImportRules, rulesSchema } from "#shared/import-export/plan/import-rules.ts";
import {
  type TakenList,
  type TakenOnce,
  takenListId,
  takenListSchema,
} from "#shared/import-export/refresh/taken-list.ts";
import type { RefreshList } from "#shared/model/settings/refresh-lists.ts";
import { settingValue } from "#shared/model/settings/setting-value.ts";
import type { DeskDb } from "../../db/database.ts";
import { IMPORT_REPORTS } from "../../db/imported-until.ts";
import { type Change, create, edit } from "../../db/write/changes.ts";
import type { ImportReport } from "../../platform/worker/import-api.ts";

const ofReaders = v.object({ mapping: mappingSchema, rules: rulesSchema });
const ofUse = v.object({ mapping: useMappingSchema, rules: useRulesSchema });

/** How a list of these columns was imported the last time. */
export type RememberedImport =
  | { readonly holds: "reader"; readonly mapping: Mapping; readonly rules: ImportRules }
  | { readonly holds: "use"; readonly mapping: UseMapping; readonly rules: UseRules };

const NAMES: Readonly<Record<Holds, string>> = { reader: "mapping", use: "use" };
const mappingId = (holds: Holds, fingerprint: string): string => `import-${NAMES[holds]}-${fingerprint}`;
/** Settings of this name hold the reports. */
export const reportId = (importId: string): string => `${IMPORT_REPORTS}${importId}`;

/** @returns what was settled for readers, for use, or for both of them if a person has taken the columns for either */
export async function recallMapping(
  db: DeskDb,
  fingerprint: string,
  columns: number,
): Promise<readonly RememberedImport[]> {
  const [readers, use] = await db.setting.bulkGet([mappingId("reader", fingerprint), mappingId("use", fingerprint)]);
  const [a, b] = [v.safeParse(ofReaders, readers?.value), v.safeParse(ofUse, use?.value)];
  const settled: readonly RememberedImport[] = [
    ...(a.success ? [{ holds: "reader" as const, ...a.output }] : []),
    ...(b.success ? [{ holds: "use" as const, ...b.output }] : []),
  ];
  return settled.filter(({ mapping }) => mapping.columns.length === columns);
}

export async function rememberMapping(
  db: DeskDb,
  fingerprint: string,
  { holds, mapping, rules }: RememberedImport,
): Promise<Change> {
  return put(db, mappingId(holds, fingerprint), `import.${NAMES[holds]}.${fingerprint}`, { mapping, rules });
}

export const recordReport = (db: DeskDb, report: ImportReport): Promise<Change> =>
  put(db, reportId(report.importId), `import.batch.${report.importId}`, report);

/** @param installation only what that computer has taken */
export async function recallTaken(db: DeskDb, list: RefreshList, installation?: string): Promise<TakenList | null> {
  const parsed = v.safeParse(takenListSchema, settingValue(await db.setting.get(takenListId(list, installation))));
  return parsed.success ? parsed.output : null;
}

/**
 * What a list is held against: the one that was taken last and stands. The file of one that was taken back is known still,
 * and is no measure.
 */
export async function standingTaken(db: DeskDb, last: TakenList | null): Promise<TakenOnce | null> {
  for (const taken of last === null ? [] : [last, last.before])
    if (taken !== undefined && !(await isUndone(db, taken.importId))) return taken;
  return null;
}

const undone = v.object({ undoneAt: v.number() });

async function isUndone(db: DeskDb, importId: string | undefined): Promise<boolean> {
  if (importId === undefined) return false;
  return v.safeParse(undone, settingValue(await db.setting.get(reportId(importId)))).success;
}

/**
 * What was taken just now is the measure of the next one, on this computer whatever others take meanwhile: a branch may
 * have its list from a system of its own. One by which nothing was written cannot be taken back.
 */
export const rememberTaken = (
  db: DeskDb,
  list: RefreshList,
  taken: TakenOnce,
  installation: string,
): Promise<readonly Change[]> =>
  Promise.all(
    [undefined, installation].map(async (of) => {
      const standing = taken.importId === undefined ? null : await standingTaken(db, await recallTaken(db, list, of));
      const value: TakenList = standing === null ? taken : { ...taken, before: onceOf(standing) };
      const id = takenListId(list, of);
      return put(db, id, id.replaceAll("-", "."), value);
    }),
  );

/** Without what that one was held against in its turn. */
function onceOf({ before: _, ...once }: TakenOnce & Pick<TakenList, "before">): TakenOnce {
  return once;
}

async function put(db: DeskDb, id: string, name: string, value: unknown): Promise<Change> {
  const known = await db.setting.get(id);
  return known === undefined || known.gone === 1
    ? create("setting", id, { name, value })
    : edit("setting", id, { value });
}
