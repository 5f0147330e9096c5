/**
 * What a call changes, as one list for one act and one undo: the attempt, the service record by which timelines and
 * "contacted lately" know of it, what it mends in her record, and what she was promised. Nothing here reads or writes.
 */

import type { ConsentPurpose, ContactChannel } from "#shared/model/consent/purposes.ts";
import { lastChip, type NoteLine } from "#shared/model/input/note-line.ts";
import type { ContactResult, Interaction } from "#shared/model/interaction.ts";
import type { Attempt, CallOutcome, SentOutcome } from "#shared/model/outreach/recipient.ts";
import { participantKey } from "#shared/model/participant.ts";
import type { Reader } from "#shared/model/reader.ts";
import { type Change, create, edit } from "../../../db/write/changes.ts";
import { given, type LogPlace } from "../../../db/write/log-changes.ts";
import { notedValues, workOf } from "../../../db/write/note-changes.ts";
import { eachOnce, type HeldWay } from "../held-ways.ts";
import { untied } from "../untied.ts";

export type AttemptResult = CallOutcome | SentOutcome;
/** What a key says. `do-not-contact`: she declined, and every other contact with it. */
export type KeyedOutcome = AttemptResult | "do-not-contact";

export interface Call {
  readonly ids: { readonly attempt: string; readonly record: string; readonly task: string };
  readonly at: number;
  /** YYYY-MM-DD */
  readonly today: string;
  readonly recipient: string;
  readonly reader: string;
  readonly channel: ContactChannel;
  readonly outcome: AttemptResult;
  /** What the service record says came of it, where that it was tried or that she was reached is not all. */
  readonly result: ContactResult | undefined;
  readonly minutes: number;
  /** Key of the question → key of the answer. */
  readonly answers: Readonly<Record<string, string>>;
  readonly note: NoteLine;
  /** In whose record the number stands, and the number. */
  readonly holder: string;
  readonly to: string | undefined;
  /** Other records of those who are told, in which the same number stands, and as it stands there. */
  readonly sharing: readonly HeldWay[];
  /** Undefined for a reply: of what she asked for she declines nothing. */
  readonly purpose: ConsentPurpose | undefined;
  readonly toldWith: readonly { readonly id: string; readonly participant: string }[];
  /** Recipients who were to be told by it, and may not be told today. */
  readonly untold: readonly string[];
  /** The computer, as the exchange knows it. */
  readonly stream: string;
  readonly assignee: string | undefined;
  /** What a promise is called that has no words of its own. */
  readonly followUp: string;
  /** She wants no contact at all, as it is written into her record: since when, and in her words. */
  readonly quiet: Reader["doNotContact"];
  /** She was to be called later. */
  readonly hadLater: boolean;
}

/** Nobody was spoken to who could say anything for her. */
const NOT_REACHED: readonly AttemptResult[] = [
  "no-answer",
  "left-message",
  "wrong-number",
  "somebody-else",
  "moved",
  "deceased",
];

/** It stands for everybody who was to be told by it. */
const SAID: readonly AttemptResult[] = ["reached", "sent", "declined"];

export function callChanges(call: Call, place: LogPlace): readonly Change[] {
  const { ids, at, recipient, reader, channel, outcome, minutes, answers, note, stream, hadLater } = call;
  const noted = notedValues(note);
  const spent = noted.minutes ?? minutes;
  const attempt: Attempt = given({
    at,
    outcome,
    by: place.staff,
    desk: stream,
    minutes: spent,
    record: ids.record,
    answers: Object.keys(answers).length > 0 ? { ...answers } : undefined,
  });
  const record: Interaction = given({
    ...place,
    at,
    reader,
    purpose: "other",
    channel,
    direction: "out" as const,
    contactResult: call.result,
    ...noted,
    minutes: spent,
    outcome: NOT_REACHED.includes(outcome) || outcome === "failed" ? ("not-answered" as const) : noted.outcome,
  });
  return [
    edit("recipient", recipient, {
      attempts: { [ids.attempt]: attempt },
      ...(hadLater && { later: null }),
    }),
    create("interaction", ids.record, record),
    ...(outcome === "reached" || outcome === "sent" ? spokenOf(call) : []),
    ...(SAID.includes(outcome) ? untied(call.untold) : []),
    ...mended(call),
    ...workOf(
      { id: ids.record, reader },
      note,
      {
        id: ids.task,
        assignee: call.assignee,
        // a day on which something will be is said to her, where somebody spoke to her
        promised: !NOT_REACHED.includes(outcome) && lastChip(note, "follow-up") !== undefined,
        fallback: call.followUp,
      },
      place,
    ),
  ];
}

/** One call tells several: each of them was spoken to. */
const spokenOf = ({ ids, toldWith }: Call): readonly Change[] =>
  toldWith.map(({ id, participant }) => create("participant", participant, { interaction: ids.record, reader: id }));

/** What the id of a participant is derived from, for each whom this call tells too. */
export const participantKeys = (record: string, readers: readonly string[]): readonly string[] =>
  readers.map((reader) => participantKey(record, reader));

function mended({
  outcome,
  reader,
  today,
  holder,
  to,
  sharing,
  purpose,
  toldWith,
  channel,
  quiet,
}: Call): readonly Change[] {
  switch (outcome) {
    case "declined": {
      const no = purpose === undefined ? {} : { declined: { [purpose]: today } };
      const hers = { ...no, ...(quiet !== undefined && { doNotContact: quiet }) };
      // one call tells all of them, and no next one may
      const others = purpose === undefined ? [] : toldWith.map(({ id }) => edit("reader", id, no));
      return [...(Object.keys(hers).length > 0 ? [edit("reader", reader, hers)] : []), ...others];
    }
    case "wrong-number":
    case "failed":
      return eachOnce([{ holder, way: to ?? channel }, ...sharing]).map((held) =>
        edit("reader", held.holder, { badContact: { [held.way]: true } }),
      );
    case "moved":
    case "deceased":
      return [edit("reader", reader, { leaving: { reason: outcome, on: today } })];
    default:
      return [];
  }
}

/** Since when and why she wants no contact; what stands there already stays. Of her words as much as a line takes. */
export function quietOf(
  { doNotContact }: Pick<Reader, "doNotContact">,
  { since, said, by }: { readonly since: string; readonly said: string; readonly by: string | undefined },
): NonNullable<Reader["doNotContact"]> {
  // no half character at its end
  const words = said.slice(0, 200).replace(/[\uD800-\uDBFF]$/, "");
  return doNotContact ?? { since, ...(words !== "" && { words }), ...(by !== undefined && { by }) };
}
