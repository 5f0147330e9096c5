/** What a file that goes out, a report on it and a letter that came back write on the recipients. */
import type { ContactChannel, ContactPurpose } from "#shared/model/consent/purposes.ts";
import type { Attempt } from "#shared/model/outreach/recipient.ts";
import { callState } from "#shared/outreach/call-state.ts";
import type { DeliveryReport } from "#shared/outreach/messages/delivery-report.ts";
import { RETURNED_LETTER_MARK } from "#shared/outreach/paper/letter-code.ts";
import type { Row } from "../../db/database.ts";
import { type Change, create, edit } from "../../db/write/changes.ts";
import type { OutFile } from "./files/use-out-file.ts";

/** In an entry of the log. */
export const FILES_AT_ONCE = 400;

interface Noting {
  readonly at: number;
  readonly staff: string;
}

interface GoingOut extends Noting {
  readonly outreach: string;
  readonly channel: ContactChannel;
  readonly purpose: ContactPurpose | undefined;
  readonly file: OutFile;
  /** A new id. */
  readonly id: string;
}

/** The record of the file first: what stands in it is named by each recipient, and goes with her. */
export const fileRecord = ({ id, outreach, channel, purpose, file, at, staff }: GoingOut): Change =>
  create("outreach-file", id, {
    outreach,
    made: file.kind,
    channel,
    ...(purpose !== undefined && { purpose }),
    people: file.recipients.length,
    ...(staff !== "" && { by: staff }),
    at,
  });

/** Labels alone are no message: whose letter they are for is noted with the letter. */
export const sentChanges = (rows: readonly Row<"recipient">[], { id, file, at, staff }: GoingOut): readonly Change[] =>
  rows.map((row) => {
    const isFirst = file.kind !== "labels" && callState(row) === "waiting";
    const attempt: Attempt = { at, outcome: "sent", ...(staff !== "" && { by: staff }) };
    return edit("recipient", row.id, { files: { [id]: at }, ...(isFirst && { attempts: { [id]: attempt } }) });
  });

/** @param key of the report, so that one that is read twice says the same once */
export function reportChanges(
  { deliveries }: Extract<DeliveryReport, { ok: true }>,
  key: string,
  { at, staff }: Noting,
): readonly Change[] {
  return deliveries.flatMap(({ id, delivery }): readonly Change[] => {
    if (delivery.tag === "unclear") return [];
    const attempt: Attempt = { at, outcome: delivery.tag, ...(staff !== "" && { by: staff }) };
    return [edit("recipient", id, { attempts: { [key]: attempt } })];
  });
}

/** Her address is marked as wrong until somebody has asked her. */
export const returnedChanges = (row: Row<"recipient">, key: string, { at, staff }: Noting): readonly Change[] => [
  edit("recipient", row.id, {
    attempts: { [key]: { at, outcome: "returned", ...(staff !== "" && { by: staff }) } },
  }),
  ...(row.reader === undefined ? [] : [edit("reader", row.reader, { badContact: { [RETURNED_LETTER_MARK]: true } })]),
];
