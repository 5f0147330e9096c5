/**
 * The last call or message of a list that can be taken back: what the colleague at this desk has written of it and not
 * taken back. Read from the change log, so that it is the same after another screen, another page of a reader, a reload.
 */
import { hlcToMs } from "#shared/kernel/hlc.ts";
import type { DeskDb } from "../database.ts";
import { readLastActs, undoStack } from "../write/undo-stack.ts";

/** What a list is worked with. */
const CALL_COMMANDS: readonly string[] = ["outreach.call", "outreach.later"];

export interface LastCall {
  readonly seq: number;
  readonly recipient: string;
}

export interface LastCallAsked {
  readonly outreach: string;
  /** Who is at the desk: nobody takes back what another did before the handover. */
  readonly staff: string;
  /** An older one is taken back in the history, where it is seen what goes. */
  readonly isToday: (at: number) => boolean;
}

export async function readLastCall(db: DeskDb, { outreach, staff, isToday }: LastCallAsked): Promise<LastCall | null> {
  const acts = await readLastActs(db);
  const bySeq = new Map(acts.map((row) => [row.seq, row.entry]));
  for (const seq of undoStack(acts).undo.toReversed()) {
    const entry = bySeq.get(seq);
    if (entry === undefined || (entry.staff !== staff && entry.staff !== "")) continue;
    if (!isToday(hlcToMs(entry.hlc))) return null;
    if (!CALL_COMMANDS.includes(entry.command)) continue;
    for (const { kind, id } of entry.ops) {
      if (kind !== "recipient") continue;
      const row = await db.recipient.get(id);
      if (row?.outreach === outreach && row.gone !== 1) return { seq, recipient: id };
    }
  }
  return null;
}
