/**
 * What somebody without a card left with her number: promises that are to be kept, and opinions that are open. Once she
 * is a reader they are hers, the service record of an opinion with it.
 */
import { OPEN_STATUSES } from "#shared/model/feedback.ts";
import type { DeskDb, Row } from "./database.ts";
import { rowsWith } from "./erasing/rows-with.ts";
import { type Change, edit } from "./write/changes.ts";

export type LeftWithNumber =
  | { readonly kind: "task"; readonly row: Row<"task"> }
  | { readonly kind: "feedback"; readonly row: Row<"feedback"> };

/** Shorter ones are many people's. */
const SHORTEST = 7;

const digitsOf = (phone: string): string => phone.normalize("NFKC").replace(/\D/g, "");

/** @param phones of one person */
export async function readLeftWith(db: DeskDb, phones: readonly string[]): Promise<readonly LeftWithNumber[]> {
  const numbers = new Set(phones.map(digitsOf).filter((digits) => digits.length >= SHORTEST));
  if (numbers.size === 0) return [];
  const isSame = ({ contact, gone }: Row<"task"> | Row<"feedback">): boolean =>
    gone !== 1 && contact?.phone !== undefined && numbers.has(digitsOf(contact.phone));
  const [tasks, opinions] = await Promise.all([
    db.task.orderBy("owed").toArray(),
    rowsWith(db.feedback, "status", OPEN_STATUSES),
  ]);
  return [
    ...tasks.filter(isSame).map((row) => ({ kind: "task" as const, row })),
    ...opinions.filter(isSame).map((row) => ({ kind: "feedback" as const, row })),
  ];
}

/** @param reader whose it is from now on */
export async function becomeHers(
  db: DeskDb,
  reader: string,
  left: readonly LeftWithNumber[],
): Promise<readonly Change[]> {
  const changes = await Promise.all(
    left.map(async ({ kind, row }): Promise<readonly Change[]> => {
      if (kind === "task") return [edit("task", row.id, { promisedTo: reader, contact: null })];
      const records = await db.interaction
        .where("at")
        .equals(row.receivedAt ?? 0)
        .filter(({ feedback, gone }) => feedback === row.id && gone !== 1)
        .toArray();
      return [
        edit("feedback", row.id, { reader, contact: null }),
        ...records.map(({ id }) => edit("interaction", id, { reader, contact: null })),
      ];
    }),
  );
  return changes.flat();
}
