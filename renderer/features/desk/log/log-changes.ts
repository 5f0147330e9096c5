/**
 * What the desk's acts change, as plain lists of changes: a quick log, the words added to it, an opinion
 * with its service record. Nothing here reads or writes; ids and time are given.
 */

import type { Feedback, FeedbackType } from "#shared/model/feedback.ts";
import type { Channel, Interaction } from "#shared/model/interaction.ts";
import type { Values } from "#shared/model/kinds.ts";
import type { NoteLine } from "#shared/model/note-line.ts";
import { lastChip } from "#shared/model/note-line.ts";
import { type Change, create, edit } from "../../../db/changes.ts";

/** Where and by whom something is written. */
export interface Place {
  readonly desk: string;
  readonly branch: string | undefined;
  readonly staff: string | undefined;
}

export interface QuickLog {
  readonly id: string;
  readonly at: number;
  readonly purpose: string;
  readonly reader: string | null;
  readonly channel: Channel;
  readonly minutes: number | undefined;
  /** Of a paper tally. */
  readonly count?: number;
}

/** The values that are there; a record never holds `undefined`. */
export const given = <T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> }; // undefined ones are gone

export const logChanges = (log: QuickLog, place: Place): readonly Change[] => [create("interaction", log.id, logValues(log, place))];

const logValues = ({ at, purpose, reader, channel, minutes, count }: QuickLog, place: Place): Values<"interaction"> =>
  given({ ...place, at, purpose, channel, minutes, direction: "in" as const, reader: reader ?? undefined, count: count !== undefined && count > 1 ? count : undefined });

export interface FollowUp {
  readonly id: string;
  /** The colleague meant by `@`, where it is one. */
  readonly assignee: string | undefined;
  /** The reader was promised it. */
  readonly promised: boolean;
  /** Words of the task where the note has none of its own. */
  readonly fallback: string;
}

/** Whether the note asks for work: a day, a colleague or a priority. */
export const asksForWork = (note: NoteLine): boolean => note.chips.some(({ kind }) => kind === "follow-up" || kind === "colleague" || kind === "priority");

/** The words, tags, minutes and count of a note go to its log; work it asks for becomes a task. */
export function noteChanges(log: { readonly id: string; readonly reader: string | null }, note: NoteLine, before: Pick<Interaction, "tags">, followUp: FollowUp, place: Place): readonly Change[] {
  const tags = note.chips.flatMap((chip) => (chip.kind === "tag" ? [chip.tag] : []));
  const patch = given({
    question: note.text === "" ? undefined : note.text,
    minutes: lastChip(note, "minutes")?.minutes,
    count: lastChip(note, "count")?.count,
    outcome: asksForWork(note) ? ("follow-up" as const) : undefined,
    tags: tags.length > 0 ? [...new Set([...(before.tags ?? []), ...tags])] : undefined,
  });
  const changes: Change[] = Object.keys(patch).length > 0 ? [edit("interaction", log.id, patch)] : [];
  if (asksForWork(note)) changes.push(create("task", followUp.id, taskValues(log, note, followUp, place)));
  return changes;
}

function taskValues(log: { readonly id: string; readonly reader: string | null }, note: NoteLine, followUp: FollowUp, place: Place): Values<"task"> {
  return given({
    about: { kind: "interaction", id: log.id },
    text: note.text === "" ? followUp.fallback : note.text,
    due: lastChip(note, "follow-up")?.due,
    priority: lastChip(note, "priority")?.priority,
    assignee: followUp.assignee ?? place.staff,
    origin: { by: "person" as const, ...(place.staff !== undefined && { id: place.staff }) },
    promisedTo: followUp.promised && log.reader !== null ? log.reader : undefined,
  });
}

export interface NewOpinion {
  readonly id: string;
  readonly log: Omit<QuickLog, "purpose">;
  readonly type: FeedbackType;
  readonly contact: { readonly name?: string; readonly phone?: string } | undefined;
  readonly text: string;
  readonly topic: string | undefined;
  readonly due: string | undefined;
  readonly paperRef: string | undefined;
  readonly registerNo: string;
}

/** One opinion and one service record that point at each other, in one command. */
export function opinionChanges(opinion: NewOpinion, place: Place): readonly Change[] {
  const { log, type, contact, text, topic, due, paperRef, registerNo } = opinion;
  const values: Values<"feedback"> = given({
    reader: log.reader ?? undefined,
    contact,
    type,
    topic,
    text,
    channel: log.channel,
    receivedAt: log.at,
    firstAsked: place.staff,
    branch: place.branch,
    due,
    status: "registered" as const,
    steps: { registered: given({ at: log.at, by: place.staff }) },
    paperRef,
    registerNo,
  } satisfies { [K in keyof Feedback]?: Feedback[K] | undefined });
  return [create("feedback", opinion.id, values), create("interaction", log.id, given({ ...logValues({ ...log, purpose: type }, place), feedback: opinion.id, contact, question: text }))];
}
