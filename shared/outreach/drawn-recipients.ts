/**
 * Recipients as a result counts them: who was drawn for which group, how far it came with each, and what it took. Whoever
 * was on the list stays on it, also where she has withdrawn, moved or died since.
 */
import type { Attempt, Recipient } from "../model/outreach/recipient.ts";
import { attemptsOf, type CallState, callState, isAtEnd, saidBeside, statesOf, toldBeside } from "./call-state.ts";
import { isListed } from "./list-standing.ts";
import type { Drawn } from "./round-result.ts";

export interface DrawnRecipient extends Drawn {
  readonly id: string;
  readonly reader: string;
  readonly state: CallState;
  /** As of the first attempt that counts; undefined before. */
  readonly contactedAt: number | undefined;
}

type Listed = Recipient & { readonly id: string };

export interface DrawnOf {
  /** The desk to which a part of the list was dealt. */
  readonly deskOf: (part: string) => string | undefined;
  /** Keys of what the call asks. */
  readonly questions: readonly string[];
  readonly templateOf: (recipient: Listed) => string;
  /** The day of her first use that counts, in days since 1970-01-01. */
  readonly returnedOf: (reader: string) => number | undefined;
}

/** On a list, or held back from it; nobody else was drawn. */
export const isHeldBack = ({ notContacted }: Pick<Recipient, "notContacted">): boolean => notContacted === "held-back";

export function drawnRecipients(
  recipients: readonly Listed[],
  { deskOf, questions, templateOf, returnedOf }: DrawnOf,
): readonly DrawnRecipient[] {
  const [stateOf, toldBy] = [statesOf(recipients), toldBeside(recipients)];
  return recipients.flatMap((row): readonly DrawnRecipient[] => {
    const { id, reader, stage = "", channel = "", part } = row;
    if (reader === undefined || !(isHeldBack(row) || isListed(row))) return [];
    // what was said to one of a household was said to all of them, and took its minutes once
    const by = toldBy(row);
    const own = attemptsOf(row);
    const said = by === null || isAtEnd(callState(row)) ? own : saidBeside(by.lead, by.beside);
    const state = stateOf(row);
    const answered = new Set(said.flatMap(({ answers = {} }) => Object.keys(answers)));
    const isTold = state === "reached" || state === "sent";
    return [
      {
        id,
        reader,
        state,
        stage,
        channel,
        template: templateOf(row),
        desk: (part === undefined ? undefined : deskOf(part)) ?? said[0]?.desk ?? "",
        isHeldBack: isHeldBack(row),
        lot: row.with ?? id,
        // what came back of a letter or a text was told to the library, and tried by nobody
        attempts: own.filter(({ outcome }) => !cameBack(outcome, row.channel)).length || Math.min(own.length, 1),
        isReached: isTold || state === "declined",
        isCompleted: isTold && (state === "sent" || questions.every((question) => answered.has(question))),
        minutes: own.reduce((sum, { minutes = 0 }) => sum + minutes, 0),
        contactedAt: said.toSorted((a, b) => a.at - b.at).find(({ outcome }) => !NOBODY_THERE.has(outcome))?.at,
        returnedOn: returnedOf(reader),
      },
    ];
  });
}

/** What a gateway or the post says of a message, whose sending is an attempt of its own, or was never marked. */
const CAME_BACK: ReadonlySet<string> = new Set(["delivered", "failed", "returned"]);
/** A text is declined by a reply to it, which its gateway reports. */
const cameBack = (outcome: Attempt["outcome"], channel: Recipient["channel"]): boolean =>
  CAME_BACK.has(outcome) || (outcome === "declined" && channel === "sms");

/** Attempts by which she learned of nothing. */
const NOBODY_THERE: ReadonlySet<string> = new Set(["no-answer", "wrong-number", "failed", "returned", "deceased"]);
