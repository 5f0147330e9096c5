/**
 * Fills a trial library. The moment it was begun at is kept, so that a fill that was cut off goes on with
 * the same readers instead of making them twice.
 */
import type { DemoPlace } from "#shared/demo/demo-place.ts";
import type { Host } from "#shared/host/contract.ts";
import type { DeskDb } from "../../db/database.ts";
import type { Writer } from "../../db/write/writer.ts";

export interface DemoDeps {
  readonly db: DeskDb;
  readonly host: Host;
  readonly writer: Writer;
  readonly nowMs: number;
  /** Where the library stands, whose names and texts are the screen's. */
  readonly place: DemoPlace;
  readonly onProgress: (done: number, total: number, isWaiting: boolean) => void;
}

/** @returns whether the library is whole */
export async function fillTrial({ db, host, writer, nowMs, place, onProgress }: DemoDeps): Promise<boolean> {
  const { fillDemo, localMoment } = await import("../../db/fill-demo.ts");
  const begun = (await db.meta.get("demo-begun"))?.value;
  const moment = typeof begun === "number" ? begun : nowMs;
  await db.meta.put({ name: "demo-begun", value: moment });
  const filled = await fillDemo(writer, localMoment(moment), onProgress, place);
  if (!filled.ok) return false;
  const { staff, branch } = filled.value;
  writer.setStaff(staff);
  const kept = await host("settings.write", { staff, branch, firstRunDone: true });
  return kept.ok;
}
