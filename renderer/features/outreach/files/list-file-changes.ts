/**
 * What is kept of files, and of what came of them, as lists of changes for one act each. Nothing here reads or writes; ids
 * and time are given.
 */
import {
  type ConsentPurpose,
  type ContactChannel,
  type ContactPurpose,
  consentKey,
} from "#shared/model/consent/purposes.ts";
import type { OutFileKind } from "#shared/model/outreach/outreach-file.ts";
import type { Delivery } from "#shared/outreach/messages/delivery-report.ts";
import { RETURNED_LETTER_MARK } from "#shared/outreach/paper/letter-code.ts";
import { type Change, create, edit } from "../../../db/write/changes.ts";
import { given, type LogPlace } from "../../../db/write/log-changes.ts";
import { eachOnce, type HeldWay } from "../held-ways.ts";
import { untied } from "../untied.ts";

/** So many people in one entry of the journal. */
const IN_ACT = 200;

/** In parts of at most so many, in their order. */
export const inParts = <T>(all: readonly T[], size: number = IN_ACT): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));

export interface FileMade {
  readonly id: string;
  readonly outreach: string;
  readonly made: OutFileKind;
  readonly channel: ContactChannel;
  readonly purpose: ContactPurpose | undefined;
  readonly by: string | undefined;
  readonly at: number;
  readonly recipients: readonly string[];
}

/** The file itself, then who stands in it. */
export function fileChanges(file: FileMade): readonly (readonly Change[])[] {
  const { id, outreach, made, channel, purpose, by, at, recipients } = file;
  const record = create(
    "outreach-file",
    id,
    given({ outreach, made, channel, purpose, people: recipients.length, by, at }),
  );
  const parts = inParts(recipients).map((part) => part.map((each) => edit("recipient", each, { files: { [id]: at } })));
  const [first = [], ...more] = parts;
  return [[record, ...first], ...more];
}

export interface Sent {
  readonly recipient: string;
  readonly reader: string;
  readonly channel: ContactChannel;
  readonly ids: { readonly attempt: string; readonly record: string };
  /** Of the desk that writes: results are told by it. */
  readonly stream: string | undefined;
  /** Of one household: told by the same letter. */
  readonly with: readonly { readonly reader: string; readonly participant: string }[];
  /** Recipients who were to be told by it, and may not be told today. */
  readonly untold: readonly string[];
}

/** The service record is how timelines, and "contacted lately", know of it. */
export const sentChanges = (
  { recipient, reader, channel, ids, stream, with: others, untold }: Sent,
  at: number,
  place: LogPlace,
): readonly Change[] => [
  edit("recipient", recipient, {
    attempts: {
      [ids.attempt]: given({ at, outcome: "sent" as const, by: place.staff, desk: stream, record: ids.record }),
    },
  }),
  create(
    "interaction",
    ids.record,
    given({ ...place, at, reader, purpose: "other", channel, direction: "out" as const }),
  ),
  ...others.map((each) => create("participant", each.participant, { interaction: ids.record, reader: each.reader })),
  ...untied(untold),
];

/** What says nothing about a message is not noted with it. */
export const isClear = ({ delivery }: { readonly delivery: Delivery }): boolean => delivery.tag !== "unclear";

export interface Delivered {
  readonly recipient: string;
  /** In whose record the number stands, and the number as it is written there. */
  readonly holder: string;
  readonly phone: string;
  /** Other records of those whom it told, in which the same number stands, and as it stands there. */
  readonly sharing: readonly HeldWay[];
  readonly attempt: string;
  readonly delivery: Delivery;
  /** Whom the message told, and who answered for them. */
  readonly readers: readonly string[];
  readonly giver: "reader" | "guardian";
  /** Undefined for a reply: of what she asked for she refuses nothing. */
  readonly purpose: ConsentPurpose | undefined;
  /** The service records of the message, where they stand. */
  readonly records: readonly string[];
}

/**
 * A number that does not exist is marked in the record where it stands; one that was switched off is not. Whoever sends the
 * word of refusal back wants no more text messages of the purpose: what was asked stood in the message. What nobody got is
 * no contact.
 */
export function deliveredChanges(of: Delivered, at: number, staff: string | undefined): readonly Change[] {
  const { recipient, holder, phone, sharing, attempt, delivery, readers, giver, purpose, records } = of;
  if (delivery.tag === "unclear") return [];
  const outcome = delivery.tag;
  return [
    edit("recipient", recipient, { attempts: { [attempt]: given({ at, outcome, by: staff }) } }),
    ...(delivery.tag === "failed" ? notDelivered(records) : []),
    ...(delivery.tag === "declined"
      ? records.map((record) => edit("interaction", record, { contactResult: "declined" as const }))
      : []),
    ...(delivery.tag === "failed" && delivery.fault === "no-such-number"
      ? markedBad([{ holder, way: phone }, ...sharing])
      : []),
    ...(delivery.tag === "declined" && purpose !== undefined
      ? readers.map((id) =>
          edit("reader", id, {
            consents: {
              [consentKey("sms", purpose)]: given({ given: false, at, how: "written" as const, giver, by: staff }),
            },
          }),
        )
      : []),
  ];
}

const markedBad = (held: readonly HeldWay[]): readonly Change[] =>
  eachOnce(held).map(({ holder, way }) => edit("reader", holder, { badContact: { [way]: true } }));

const notDelivered = (records: readonly string[]): readonly Change[] =>
  records.map((record) => edit("interaction", record, { outcome: "not-answered" as const }));

/** @param holders of the address: everybody whom the letter told and who lives there */
export const returnedChanges = (
  {
    recipient,
    holders,
    attempt,
    records,
  }: Pick<Delivered, "recipient" | "attempt" | "records"> & { readonly holders: readonly string[] },
  at: number,
  staff: string | undefined,
): readonly Change[] => [
  edit("recipient", recipient, { attempts: { [attempt]: given({ at, outcome: "returned" as const, by: staff }) } }),
  ...notDelivered(records),
  ...markedBad(holders.map((holder) => ({ holder, way: RETURNED_LETTER_MARK }))),
];
