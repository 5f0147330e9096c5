/** What a note line changes: its log, and the task that it asks for. Ids and time are given. */

import { asksForWork, lastChip, type NoteLine } from "#shared/model/input/note-line.ts";
import type { Interaction } from "#shared/model/interaction.ts";
import type { Values } from "#shared/model/kinds.ts";
import { type Change, create, edit } from "./changes.ts";
import { given, type LogPlace } from "./log-changes.ts";

export interface FollowUp {
  readonly id: string;
  /** The colleague meant by `@`, where it is one. */
  readonly assignee: string | undefined;
  /** The reader was promised it. */
  readonly promised: boolean;
  /** Words of the task where the note has none of its own. */
  readonly fallback: string;
}

interface Noted {
  readonly id: string;
  readonly reader: string | null;
  /** A person without a card. */
  readonly contact?: Interaction["contact"];
}

/**
 * The words, tags, minutes and count of a note go to its log, behind the words that stand there already; work it asks
 * for becomes a task.
 */
export function noteChanges(
  log: Noted,
  note: NoteLine,
  before: Pick<Interaction, "tags" | "question">,
  followUp: FollowUp,
  place: LogPlace,
): readonly Change[] {
  const patch = notedValues(note, before);
  const changes: Change[] = Object.keys(patch).length > 0 ? [edit("interaction", log.id, patch)] : [];
  return [...changes, ...workOf(log, note, followUp, place)];
}

/** What a note says of its record. */
export function notedValues(
  note: NoteLine,
  before: Pick<Interaction, "tags" | "question"> = {},
): Values<"interaction"> {
  const tags = note.chips.flatMap((chip) => (chip.kind === "tag" ? [chip.tag] : []));
  return given({
    question: note.text === "" ? undefined : behind(before.question, note.text),
    minutes: lastChip(note, "minutes")?.minutes,
    count: lastChip(note, "count")?.count,
    outcome: asksForWork(note) ? ("follow-up" as const) : undefined,
    tags: tags.length > 0 ? [...new Set([...(before.tags ?? []), ...tags])] : undefined,
  });
}

/** The work that a note asks for. */
export const workOf = (log: Noted, note: NoteLine, followUp: FollowUp, place: LogPlace): readonly Change[] =>
  asksForWork(note) ? [create("task", followUp.id, taskValues(log, note, followUp, place))] : [];

/** Typed in the form of the record, or in a note before, it was meant to stay. */
function behind(words: string | undefined, more: string): string {
  if (words === undefined || words.trim() === "") return more;
  return words.split("\n").includes(more) ? words : `${words}\n${more}`;
}

function taskValues(log: Noted, note: NoteLine, followUp: FollowUp, place: LogPlace): Values<"task"> {
  return given({
    about: { kind: "interaction", id: log.id },
    text: note.text === "" ? followUp.fallback : note.text,
    due: lastChip(note, "follow-up")?.due,
    priority: lastChip(note, "priority")?.priority,
    assignee: followUp.assignee ?? place.staff,
    origin: { by: "person" as const, ...(place.staff !== undefined && { id: place.staff }) },
    promisedTo: followUp.promised && log.reader !== null ? log.reader : undefined,
    contact: followUp.promised && log.reader === null ? log.contact : undefined,
  });
}
