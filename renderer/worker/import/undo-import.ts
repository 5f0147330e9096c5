/** Takes a whole import back, last command first, but for readers who were worked with since, and notes it in the import's report. */
import * as v from "valibot";
import { createChain } from "../../db/write/chain.ts";
import { edit } from "../../db/write/changes.ts";
import type { Writer } from "../../db/write/writer.ts";
import type { Rate, UndoneImport } from "../../platform/worker/import-api.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import { stayingReaders, undoneReaders } from "./erase-undone.ts";
import { reportId } from "./remembered.ts";

const report = v.looseObject({ importId: v.string(), undoneAt: v.optional(v.number()) });

/** @param isCancelled asked while the journal is waited for */
export async function undoImport({ db, clock, search }: WorkerDeps, writer: Writer, importId: string, onProgress: (rate: Rate) => void, isCancelled: () => boolean): Promise<UndoneImport> {
  const setting = await db.setting.get(reportId(importId));
  const known = v.safeParse(report, setting?.value);
  // a second press finds it done
  if (!known.success || known.output.undoneAt !== undefined) return { left: 0, held: 0, saved: true };
  let now: Rate = { done: 0, total: 0 };
  const tell = (done: number, total: number, waiting: boolean): void => {
    now = { done, total };
    onProgress({ ...now, ...(waiting && { waiting }) });
  };
  const { left, failure } = await writer.undoBatch(importId, { keepWorkedWith: true, onProgress: tell, isCancelled });
  search.keep();
  // taken back in two runs, the second knows nothing of whom the first has left
  const held = failure === null ? (await stayingReaders(db, importId)).length : 0;
  // what is left of it is taken back by the next press
  if (failure !== null) return { left: besideReaders(left), held, saved: false };
  const allStay = held > 0 && (await undoneReaders(db, importId)).length === 0;
  const noted = await writer.run("import.undone", [edit("setting", reportId(importId), { value: { ...known.output, undoneAt: clock.now(), ...(allStay && { allStay }) } })], { undoable: false });
  // the journal takes one after the other: with this it has all that was taken back
  const last = createChain({ writer, onProgress: (_, waiting) => waiting && tell(now.done, now.total, true), isCancelled, atOnce: 0 });
  return { left: besideReaders(left), held, saved: await last.add(noted, 1) };
}

/** Whole readers are counted among those who stay. */
const besideReaders = (left: readonly string[]): number => left.filter((place) => !/^reader\/[^/]+$/.test(place)).length;
