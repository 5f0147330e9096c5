/**
 * What acts on opinions change, as plain lists: given rows, who and when; nothing is read or written here.
 * Several rows make one command, so that one undo takes all of them back.
 */

import {
  FEEDBACK_STATUSES,
  type Feedback,
  type FeedbackStatus,
  type FeedbackType,
  forwardedStep,
  isOpen,
  isUntold,
  type OrderStep,
  type OrderVerdict,
  type PRIORITIES,
  TOLD_STEP,
} from "#shared/model/feedback.ts";
import type { Row } from "../../db/database.ts";
import { type Change, edit } from "../../db/write/changes.ts";
import { type OpenedForm, type SeenCells, saveForm } from "../../db/write/opened-form.ts";
import { RETURNED_STEP } from "./opinion-views.ts";

export interface Actor {
  readonly now: number;
  readonly staff: string | undefined;
}

export type ChangedOpinion = Pick<
  Row<"feedback">,
  | "id"
  | "status"
  | "steps"
  | "type"
  | "tags"
  | "publicReply"
  | "noReply"
  | "owner"
  | "department"
  | "reader"
  | "contact"
>;

const stamp = ({ now, staff }: Actor) => (staff === undefined ? { at: now } : { at: now, by: staff });

/** A first owner means that the opinion is accepted; whoever comes after is one to whom it was forwarded. */
export const assign = (rows: readonly ChangedOpinion[], owner: string, actor: Actor): readonly Change[] =>
  rows.map((row) => {
    const given = { ...stamp(actor), to: owner };
    if (row.status === "registered")
      return edit("feedback", row.id, { owner, status: "accepted", steps: { accepted: given } });
    return edit("feedback", row.id, {
      owner,
      ...(row.owner !== owner && { steps: { [forwardedStep(actor.now)]: given } }),
    });
  });

/** Nobody's any more. What is still to be answered waits to be accepted anew, and says who gave it back and why. */
export const giveBack = (rows: readonly ChangedOpinion[], reason: string, actor: Actor): readonly Change[] =>
  returnable(rows).map((row) =>
    edit("feedback", row.id, {
      owner: null,
      ...(isOpen(row) && { status: "registered" as const, steps: { [RETURNED_STEP]: stamp(actor) } }),
      ...(reason !== "" && noteOf(reason, actor)),
    }),
  );

/** Those that a return would change. */
export const returnable = <R extends ChangedOpinion>(rows: readonly R[]): readonly R[] =>
  rows.filter((row) => row.owner !== undefined || row.status === "accepted" || row.status === "in-progress");

/**
 * Forward, the step is dated by this act, also where it was taken before and taken back. Back, or where it stands,
 * whoever took the step still took it then; and whoever puts it back to registered has not registered it.
 */
export const setStatus = (rows: readonly ChangedOpinion[], status: FeedbackStatus, actor: Actor): readonly Change[] =>
  rows.map((row) =>
    edit("feedback", row.id, { status, ...(isTakenNow(row, status) && { steps: { [status]: stamp(actor) } }) }),
  );

function isTakenNow({ status: from = "registered", steps }: ChangedOpinion, status: FeedbackStatus): boolean {
  if (status === "registered") return false;
  const isForward = FEEDBACK_STATUSES.indexOf(status) > FEEDBACK_STATUSES.indexOf(from);
  return isForward || steps?.[status] === undefined;
}

export const setPriority = (
  rows: readonly ChangedOpinion[],
  priority: (typeof PRIORITIES)[number],
): readonly Change[] => rows.map((row) => edit("feedback", row.id, { priority }));

/** On all of them, or off all of them where all have it. */
export function toggleTag(rows: readonly ChangedOpinion[], tag: string): readonly Change[] {
  const off = rows.every((row) => row.tags?.includes(tag));
  return rows.map((row) =>
    edit("feedback", row.id, {
      tags: off ? (row.tags ?? []).filter((item) => item !== tag) : [...new Set([...(row.tags ?? []), tag])],
    }),
  );
}

export const snooze = (rows: readonly ChangedOpinion[], until: string | null): readonly Change[] =>
  rows.map((row) => edit("feedback", row.id, { snoozedUntil: until }));

export const setDue = (rows: readonly ChangedOpinion[], due: string | null): readonly Change[] =>
  rows.map((row) => edit("feedback", row.id, { due }));

export const setType = (rows: readonly ChangedOpinion[], type: FeedbackType): readonly Change[] =>
  rows.map((row) => edit("feedback", row.id, { type }));

export const setTopic = (rows: readonly ChangedOpinion[], topic: string | null): readonly Change[] =>
  rows.map((row) => edit("feedback", row.id, { topic }));

/** With the handling, as the reader says it: 1 to 5. */
export const setSatisfaction = (rows: readonly ChangedOpinion[], satisfaction: number | null): readonly Change[] =>
  rows.map((row) => edit("feedback", row.id, { satisfaction }));

/** Null takes it from every department. */
export const setDepartment = (
  rows: readonly ChangedOpinion[],
  department: string | null,
  actor: Actor,
): readonly Change[] =>
  rows.map((row) =>
    edit("feedback", row.id, {
      department,
      ...(department !== null &&
        department !== row.department && { steps: { [forwardedStep(actor.now)]: { ...stamp(actor), department } } }),
    }),
  );

export interface Papers {
  readonly externalOrder: NonNullable<Feedback["externalOrder"]> | null;
  readonly paperRef: string | null;
}

export type OpenedPapers = OpenedForm<"feedback">;

export const setPapers = (opened: OpenedPapers, papers: Papers): readonly Change[] => saveForm(opened, { ...papers });

export interface EnteredOrderStep {
  readonly step: OrderStep;
  /** YYYY-MM-DD on which it was. */
  readonly on: string;
  /** Of an extension: until when. */
  readonly until?: string | undefined;
  readonly verdict?: OrderVerdict | undefined;
  /** For colleagues. */
  readonly text: string;
}

/**
 * A step between the library and whoever sent the order, with what follows from it, in one act: a signature and a granted
 * extension stand in the order itself, what went back is closed, a reply that was filed has answered, and whoever was
 * reached has been told.
 */
export function enterOrderStep(
  row: ChangedOpinion & Pick<Feedback, "externalOrder">,
  { step, on, until, verdict, text }: EnteredOrderStep,
  actor: Actor,
): readonly Change[] {
  const { externalOrder: order } = row;
  if (order === undefined) return [];
  const said = { step, on, ...(until !== undefined && { until }), ...(verdict !== undefined && { verdict }) };
  const by = actor.staff === undefined ? {} : { by: actor.staff };
  const isTold = step === "called-back" && verdict !== "not-reached" && isUntold(row);
  return [
    edit("feedback", row.id, {
      orderSteps: { [String(actor.now)]: { ...said, ...by } },
      ...(text !== "" && noteOf(text, actor)),
      ...(step === "signed" && { externalOrder: { ...order, signedOn: on } }),
      ...(step === "extension-granted" && until !== undefined && { externalOrder: { ...order, due: until } }),
      ...(step === "returned" &&
        row.status !== "closed" && {
          status: "closed" as const,
          closedBy: "no-answer-possible" as const,
          steps: { closed: stamp(actor) },
        }),
      ...(step === "reply-filed" && isOpen(row) && { status: "answered" as const, steps: { answered: stamp(actor) } }),
      ...(isTold && { steps: { [TOLD_STEP]: stamp(actor) } }),
    }),
  ];
}

export const addNote = (id: string, text: string, actor: Actor): readonly Change[] => [
  edit("feedback", id, noteOf(text, actor)),
];

const noteOf = (text: string, { now, staff }: Actor) => ({
  notes: { [String(now)]: staff === undefined ? { text } : { text, by: staff } },
});

export interface Reply {
  readonly text: string;
  readonly listPublicly: boolean;
  /** What the reply was begun on, which may be days ago. */
  readonly seen: SeenCells;
}

/** The reply that the reader sees; an opinion still open counts as answered with it. */
export const answer = (row: ChangedOpinion, { text, listPublicly, seen }: Reply, actor: Actor): readonly Change[] => [
  edit(
    "feedback",
    row.id,
    {
      publicReply: text,
      listPublicly,
      ...(row.status !== "closed" && { status: "answered" as const, steps: { answered: stamp(actor) } }),
    },
    seen,
  ),
];

/** The same, and nothing is left to do: one act, one undo. */
export function answerAndClose(row: ChangedOpinion, reply: Reply, actor: Actor): readonly Change[] {
  if (row.status === "closed") return answer(row, reply, actor);
  const { text, listPublicly, seen } = reply;
  const ended = {
    status: "closed" as const,
    closedBy: "library" as const,
    steps: { answered: stamp(actor), closed: stamp(actor) },
  };
  return [edit("feedback", row.id, { publicReply: text, listPublicly, ...ended }, seen)];
}

export const told = (rows: readonly ChangedOpinion[], actor: Actor): readonly Change[] =>
  rows.map((row) => edit("feedback", row.id, { steps: { [TOLD_STEP]: stamp(actor) } }));

/** A call that was promised about one of them is a reply too. */
export const setNoReply = (
  rows: readonly Pick<ChangedOpinion, "id">[],
  promises: readonly Pick<Row<"task">, "id">[],
  isWanted: boolean,
): readonly Change[] => {
  const noReply = isWanted ? null : true;
  return [
    ...rows.map(({ id }) => edit("feedback", id, { noReply })),
    ...promises.map(({ id }) => edit("task", id, { noReply })),
  ];
};

/** A suggestion is closed by what the library did: without the public reply it stays open. */
export const canClose = (row: Pick<ChangedOpinion, "type" | "publicReply">): boolean =>
  row.type !== "suggestion" || row.publicReply !== undefined;

export type ClosedBy = NonNullable<Feedback["closedBy"]>;

/** Nobody has told the reader anything yet, in writing or otherwise. */
export const isUnanswered = (row: Pick<ChangedOpinion, "status" | "publicReply">): boolean =>
  row.publicReply === undefined && isOpen(row);

export interface Ending {
  readonly by: ClosedBy;
  /** Whoever had not been told the answer has been by now. */
  readonly told?: boolean;
  /** Why, for colleagues: what is closed without an answer says so. */
  readonly reason?: string;
}

export function close(
  rows: readonly ChangedOpinion[],
  { by, reason, told: isTold = false }: Ending,
  actor: Actor,
): readonly Change[] {
  const why = (row: ChangedOpinion) => (reason === undefined || !isUnanswered(row) ? {} : noteOf(reason, actor));
  return closable(rows).map((row) =>
    edit("feedback", row.id, {
      status: "closed",
      closedBy: isUnanswered(row) ? by : "library",
      ...why(row),
      steps: { ...(isTold && isUntold(row) && { [TOLD_STEP]: stamp(actor) }), closed: stamp(actor) },
    }),
  );
}

/** Those that a closing would change. */
export const closable = <R extends ChangedOpinion>(rows: readonly R[]): readonly R[] =>
  rows.filter((row) => row.status !== "closed" && canClose(row));
