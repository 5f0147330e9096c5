/**
 * Which of the library's codes this computer has: sheets bear it, so that whoever finds two in a drawer knows the later
 * one.
 */
import type { OwnMembership } from "#shared/host/library-calls.ts";
import type { DeskDb } from "../../../db/database.ts";
import type { Format } from "../../../i18n/format.ts";
import type { Message } from "../../../i18n/message-id.ts";

export interface PresentCode {
  /** Counted from the founding; the same on every computer. */
  readonly no: number;
  /** Null for the first one, and where the record of it has not come yet. */
  readonly madeAt: number | null;
}

/** @param own of two keys that were begun under one number the smaller seals, as everywhere */
export async function readPresentCode(
  db: DeskDb,
  { epoch, heldKeys }: Pick<OwnMembership, "epoch" | "heldKeys">,
): Promise<PresentCode> {
  const rows = await db.removal.toArray();
  const begun = rows.filter((row) => row.epoch === epoch && row.key !== undefined && heldKeys.includes(row.key));
  const [first] = begun.sort((a, b) => ((a.key ?? "") < (b.key ?? "") ? -1 : 1));
  return { no: epoch, madeAt: first?.at ?? null };
}

export function presentCodeMessage({ no, madeAt }: PresentCode, format: Format): Message {
  if (madeAt !== null) return { id: "centre.code-number-since", values: { no, day: format.day(madeAt) } };
  return no === 1 ? { id: "centre.code-number-first" } : { id: "centre.code-number", values: { no } };
}
