/**
 * Taking an act back, or doing it again, as any other act: not begun while the journal takes nothing, and done
 * only when it has it.
 */
import type { SaveFailure, Undone, Writer } from "./writer.ts";

export type TakenBack =
  | { readonly tag: "nothing" }
  | { readonly tag: "done"; readonly undone: Pick<Undone, "command" | "left"> }
  /** Nothing was written. */
  | { readonly tag: "not-begun"; readonly why: SaveFailure["tag"] }
  /** It stands here and is not safe yet. */
  | { readonly tag: "not-confirmed"; readonly undone: Pick<Undone, "command" | "left">; readonly why: SaveFailure["tag"] };

const WHY = { silent: "journal-silent", full: "disk-full", away: "folder-away", gone: "database-gone" } as const;

/** @param which the last act or the last taken back, or a given command by its number */
export async function takeBack(writer: Writer, which: "undo" | "redo" | number): Promise<TakenBack> {
  const health = writer.health.get();
  if (health !== "ok") return { tag: "not-begun", why: WHY[health] };
  const undone = typeof which === "number" ? await writer.undoCommand(which) : await writer[which]();
  if (undone === null) return { tag: "nothing" };
  const confirmed = await undone.written.confirmed;
  return confirmed.ok ? { tag: "done", undone } : { tag: "not-confirmed", undone, why: confirmed.error.tag };
}
