/** Takes a whole import back, last command first, and notes it in the import's report. */
import * as v from "valibot";
import { edit } from "../../db/changes.ts";
import type { Writer } from "../../db/writer.ts";
import type { Rate, UndoneImport } from "../../platform/import-api.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import { reportId } from "./remembered.ts";

const report = v.looseObject({ importId: v.string(), undoneAt: v.optional(v.number()) });

export async function undoImport({ db, clock, search }: WorkerDeps, writer: Writer, importId: string, onProgress: (rate: Rate) => void): Promise<UndoneImport> {
  const setting = await db.setting.get(reportId(importId));
  const known = v.safeParse(report, setting?.value);
  // a second press finds it done
  if (!known.success || known.output.undoneAt !== undefined) return { left: 0, saved: true };
  const { left } = await writer.undoBatch(importId, (done, total) => onProgress({ done, total }));
  const { confirmed } = await writer.run("import.undone", [edit("setting", reportId(importId), { value: { ...known.output, undoneAt: clock.now() } })], { undoable: false });
  // the journal takes one after the other: with this it has all that was taken back
  const { ok: saved } = await confirmed;
  search.keep();
  return { left: left.length, saved };
}
