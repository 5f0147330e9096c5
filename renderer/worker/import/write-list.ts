/** Writes a list that was checked: the report that it is begun, its rows in chunks, and the report of what has come of it. */
import { uuidV7 } from "#shared/kernel/ids.ts";
import type { ImportedBy, ImportReport, WriteOutcome } from "../../platform/worker/import-api.ts";
import { localDay } from "../library-use/use-rows.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import type { CheckedList } from "./checked-list.ts";
import { recordReport } from "./remembered.ts";
import { type WriteRun, writeChunks } from "./write-chunks.ts";

interface ListOfFile {
  readonly list: CheckedList;
  /** Its name. */
  readonly file: string;
  readonly fingerprint: string;
  readonly by: ImportedBy;
}

export async function writeList(
  { db, clock, random }: Pick<WorkerDeps, "db" | "clock" | "random">,
  { list, file, fingerprint, by: { staff, desk } }: ListOfFile,
  run: Omit<WriteRun, "importId">,
): Promise<WriteOutcome> {
  const { writer } = run;
  const at = clock.now();
  const importId = uuidV7(at, random);
  const begun: ImportReport = {
    importId,
    file,
    kind: list.kind,
    at,
    staff,
    ...(desk !== null && { desk }),
    written: 0,
    counts: list.counts(),
    fingerprint,
  };
  // before the rows: an import that is broken off is listed too, and can be taken back
  await writer.run("import.report", [await recordReport(db, { ...begun, unfinished: true })], { undoable: false });
  const until = list.until?.(localDay(at));
  const rows = list.toWrite(importId);
  const { written, failure, stopped } = await writeChunks(rows, { ...run, importId });
  const report: ImportReport = {
    ...begun,
    written,
    wrote: rows.wrote(written),
    ...(stopped && { stopped }),
    ...(until !== undefined && !stopped && failure === null && { until }),
  };
  const settings = [await recordReport(db, report), ...[await list.remember()].filter((change) => change !== null)];
  const { confirmed } = await writer.run("import.report", settings, { undoable: false });
  // after a failure the journal is not waited for again: it gets the report with the rest
  if (failure === null) await confirmed;
  return { report, failure };
}
