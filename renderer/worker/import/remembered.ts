/** What a library remembers of its imports: the mapping per kind of file, and what each import did. */
import * as v from "valibot";
import { type Mapping, mappingSchema } from "#shared/exchange/mapping.ts";
import { type ImportRules, rulesSchema } from "#shared/exchange/rules.ts";
import { type Change, create, edit } from "../../db/changes.ts";
import type { DeskDb } from "../../db/database.ts";
import type { ImportReport } from "../../platform/import-api.ts";

const remembered = v.object({ mapping: mappingSchema, rules: rulesSchema });

const mappingId = (fingerprint: string): string => `import-mapping-${fingerprint}`;
/** Settings of this name hold the reports. */
export const reportId = (importId: string): string => `import-batch-${importId}`;

export async function recallMapping(db: DeskDb, fingerprint: string, columns: number): Promise<{ readonly mapping: Mapping; readonly rules: ImportRules } | null> {
  const parsed = v.safeParse(remembered, (await db.setting.get(mappingId(fingerprint)))?.value);
  return parsed.success && parsed.output.mapping.columns.length === columns ? parsed.output : null;
}

export async function rememberMapping(db: DeskDb, fingerprint: string, mapping: Mapping, rules: ImportRules): Promise<Change> {
  return put(db, mappingId(fingerprint), `import.mapping.${fingerprint}`, { mapping, rules });
}

export const recordReport = (db: DeskDb, report: ImportReport): Promise<Change> => put(db, reportId(report.importId), `import.batch.${report.importId}`, report);

async function put(db: DeskDb, id: string, name: string, value: unknown): Promise<Change> {
  const known = await db.setting.get(id);
  return known === undefined ? create("setting", id, { name, value }) : edit("setting", id, { value });
}
