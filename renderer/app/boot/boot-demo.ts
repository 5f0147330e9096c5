/**
 * Fills a trial library. The moment it was begun at is kept, so that a fill that was cut off goes on with
 * the same readers instead of making them twice.
 */
import type { Host } from "#shared/host/contract.ts";
import type { DeskDb } from "../../db/database.ts";
import type { Writer } from "../../db/write/writer.ts";
import type { InScript } from "./trial-script.ts";

export interface DemoDeps {
  readonly db: DeskDb;
  readonly host: Host;
  readonly writer: Writer;
  readonly nowMs: number;
  /** The names and texts as the screen writes them. */
  readonly inScript: InScript;
  readonly onProgress: (done: number, total: number, isWaiting: boolean) => void;
}

/** @returns whether the library is whole */
export async function fillTrial({ db, host, writer, nowMs, inScript, onProgress }: DemoDeps): Promise<boolean> {
  const { fillDemo, localMoment } = await import("../../db/fill-demo.ts");
  const begun = (await db.meta.get("demo-begun"))?.value;
  const moment = typeof begun === "number" ? begun : nowMs;
  await db.meta.put({ name: "demo-begun", value: moment });
  const filled = await fillDemo(writer, localMoment(moment), onProgress, inScript);
  if (!filled.ok) return false;
  const { staff, branch } = filled.value;
  writer.setStaff(staff);
  const kept = await host("settings.write", { staff, branch, firstRunDone: true });
  return kept.ok;
}
