/**
 * What registering an opinion changes: the opinion, its service record and the call back that was promised besides, in
 * one command. Ids and time are given.
 */
import type { Feedback, FeedbackType } from "#shared/model/feedback.ts";
import type { Values } from "#shared/model/kinds.ts";
import type { Task } from "#shared/model/task.ts";
import { type Change, create } from "./changes.ts";
import { given, type LogPlace, logValues, type QuickLog } from "./log-changes.ts";

export interface NewOpinion {
  readonly id: string;
  readonly log: Omit<QuickLog, "purpose">;
  readonly type: FeedbackType;
  readonly contact: Feedback["contact"];
  /** Where the words have none of their own. */
  readonly title?: string | undefined;
  readonly text: string;
  readonly topic: string | undefined;
  readonly due: string | undefined;
  readonly paperRef: string | undefined;
  readonly registerNo: string;
  /** The colleague who is to answer it. */
  readonly owner?: string | undefined;
  /** Nobody tells her what became of it. */
  readonly noReply?: boolean | undefined;
  /** The department that is to answer it. */
  readonly department?: string | undefined;
  readonly externalOrder?: Feedback["externalOrder"];
  readonly orderSteps?: Feedback["orderSteps"];
  /** When it was entered, of what was received before. */
  readonly enteredAt?: number;
  readonly callBack?: CallBack | undefined;
}

interface CallBack {
  readonly id: string;
  readonly text: string;
  readonly due: string | undefined;
  readonly priority: Task["priority"];
  readonly assignee: string | undefined;
}

/** One opinion and one service record that point at each other, in one command. */
export function opinionChanges(opinion: NewOpinion, place: LogPlace): readonly Change[] {
  const { log, type, contact, title, text, topic, due, paperRef, registerNo, owner, department, noReply } = opinion;
  const { externalOrder, orderSteps, enteredAt = log.at, callBack } = opinion;
  const values: Values<"feedback"> = given({
    reader: log.reader ?? undefined,
    contact,
    type,
    topic,
    title,
    text,
    channel: log.channel,
    receivedAt: log.at,
    firstAsked: place.staff,
    branch: place.branch,
    due,
    status: "registered" as const,
    steps: { registered: given({ at: enteredAt, by: place.staff, to: owner, department }) },
    externalOrder,
    orderSteps,
    paperRef,
    registerNo,
    owner,
    noReply: noReply === true ? true : undefined,
    department,
  } satisfies { [K in keyof Feedback]?: Feedback[K] | undefined });
  return [
    create("feedback", opinion.id, values),
    create(
      "interaction",
      log.id,
      given({ ...logValues({ ...log, purpose: type }, place), feedback: opinion.id, contact, question: text }),
    ),
    ...(callBack === undefined
      ? []
      : [
          create(
            "task",
            callBack.id,
            given({
              about: { kind: "feedback", id: opinion.id },
              text: callBack.text,
              due: callBack.due,
              priority: callBack.priority,
              assignee: callBack.assignee,
              origin: { by: "person" as const, ...(place.staff !== undefined && { id: place.staff }) },
              promisedTo: log.reader ?? undefined,
              contact: log.reader === null ? contact : undefined,
            }),
          ),
        ]),
  ];
}
