/**
 * What saving the form of a service record writes. Where it was logged for the wrong person, the opinion that was written
 * with it and what was promised with either go to the right one too, and whoever it is logged for does not take part as
 * well.
 */
import type { Host } from "#shared/host/contract.ts";
import type { Interaction } from "#shared/model/interaction.ts";
import type { DeskDb, Row } from "../../../db/database.ts";
import { rowsWith } from "../../../db/erasing/rows-with.ts";
import { type Change, edit } from "../../../db/write/changes.ts";
import { editInteraction, type InteractionForm, type OpenedInteraction } from "../interaction-form.ts";
import { type OpenedTogether, participantChanges } from "./participant-changes.ts";

export interface OpenedWhole {
  readonly opened: OpenedInteraction;
  readonly together: OpenedTogether;
}

/**
 * @param people who takes part now
 * @returns `unread` where something in the form cannot be read, `failed` where somebody cannot be added just now
 */
export async function wholeRecordChanges(
  { db, host }: { readonly db: DeskDb; readonly host: Host },
  { opened, together }: OpenedWhole,
  form: InteractionForm,
  people: readonly string[],
): Promise<readonly Change[] | "unread" | "failed"> {
  const edited = editInteraction(opened, form);
  if (edited === null) return "unread";
  const others = people.filter((reader) => reader !== form.reader);
  const participants = await participantChanges(host, opened.id, together, others);
  if (participants === null) return "failed";
  const { reader = "" } = opened.values;
  return [
    ...edited,
    ...(form.reader === reader ? [] : await alongWith(db, opened.id, together, form)),
    ...participants,
  ];
}

async function alongWith(
  db: DeskDb,
  record: string,
  { first }: OpenedTogether,
  form: InteractionForm,
): Promise<readonly Change[]> {
  const row = await db.interaction.get(record);
  const isHers = (reader: string | undefined, contact: Interaction["contact"]): boolean =>
    reader === undefined
      ? first.length === 0 && contact?.name === row?.contact?.name && contact?.phone === row?.contact?.phone
      : first.includes(reader);
  const reader = form.reader === "" ? null : form.reader;
  const opinion = row?.feedback === undefined ? undefined : await db.feedback.get(row.feedback);
  const written = opinion !== undefined && isLive(opinion) && isHers(opinion.reader, opinion.contact);
  const tasks = await rowsWith(db.task, "about.id", [record, ...(written ? [opinion.id] : [])]);
  const promised = tasks.filter(
    (task) =>
      isLive(task) &&
      (task.promisedTo !== undefined || task.contact !== undefined) &&
      isHers(task.promisedTo, task.contact),
  );
  return [
    ...(written ? [edit("feedback", opinion.id, { reader, contact: null })] : []),
    ...promised.map(({ id }) => edit("task", id, { promisedTo: reader, contact: null })),
  ];
}

const isLive = ({ gone }: Pick<Row<"task">, "gone">): boolean => gone !== 1;
