/**
 * Who may call the readers of a part of a list, so that two desks that know nothing of each other never call one person.
 *
 * The holder alone until the end of the open day on which the part lapses, without a network. After it: the holder on a
 * day on which it has synced, as long as nobody else has taken it by then; others once it has been given back, or from
 * `MARGIN_DAYS` after it, which is more than two clocks are apart, where they have synced since it lapsed: until then they
 * cannot know whom the holder has called, nor that it holds the part for longer. A part that was never dealt is anybody's.
 *
 * Worked example. Dealt to the east desk until Friday 2026-12-04. On Friday the east desk calls. On Saturday, not synced
 * since, it does not; the west desk may not yet either (the 5th is within the margin). The east desk syncs on Saturday and
 * still holds it: it goes on for that day. From Sunday 2026-12-06 the west desk may take it, having synced on Saturday or
 * Sunday; had it last synced on Friday, it would be told to sync first. The east desk, offline on Sunday, does not call.
 */
import { addDays } from "../kernel/day.ts";
import type { OutreachPart } from "../model/outreach/outreach-part.ts";

/** Clocks of two desks are said to differ by minutes; a wrong day on one of them is the worst that is known. */
const MARGIN_DAYS = 1;

export interface PartAsked {
  readonly desk: string;
  /** YYYY-MM-DD, by the clock of this desk. */
  readonly today: string;
  /** The day of the last complete sync; undefined where there was none. */
  readonly syncedOn: string | undefined;
}

export type PartAnswer =
  /** Work it. */
  | "work"
  /** Lapsed, and what has become of it since is not known here. */
  | "sync-first"
  /** Nobody's, or lapsed at the other desk: it can be taken. */
  | "take"
  /** Another desk's, still. */
  | "theirs";

type Dealt = Pick<OutreachPart, "desk" | "lapsesOn" | "givenBackAt">;

/** @param part undefined for readers of whom no part was dealt */
export function partAnswer(part: Dealt | undefined, { desk, today, syncedOn }: PartAsked): PartAnswer {
  if (part === undefined || part.givenBackAt !== undefined || part.lapsesOn === undefined) return "take";
  if (part.desk === desk) {
    if (today <= part.lapsesOn) return "work";
    return syncedOn !== undefined && syncedOn >= today ? "work" : "sync-first";
  }
  if (today <= addDays(part.lapsesOn, MARGIN_DAYS)) return "theirs";
  return syncedOn !== undefined && syncedOn > part.lapsesOn ? "take" : "sync-first";
}
