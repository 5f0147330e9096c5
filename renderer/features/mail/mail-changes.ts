/**
 * What registering the mail changes, as a plain list: an opinion with its service record, a service record alone, or one
 * with somebody who waits for a call. Ids, time and numbers are given.
 */
import type { Feedback } from "#shared/model/feedback.ts";
import type { Channel } from "#shared/model/interaction.ts";
import { isOpinionKind, type MailItem, type MailKind } from "#shared/model/mail/mail-item.ts";
import { readSender } from "#shared/model/mail/sender.ts";
import { type Change, create } from "../../db/write/changes.ts";
import { given, type LogPlace, logValues } from "../../db/write/log-changes.ts";
import { opinionChanges } from "../../db/write/new-opinion.ts";

/** A row that lacks nothing, with its days read. */
export interface ReadItem {
  readonly item: MailItem & { readonly channel: NonNullable<MailItem["channel"]>; readonly kind: MailKind };
  /** `YYYY-MM-DD`, ours and the order's. */
  readonly due: string | undefined;
  readonly orderDue: string | undefined;
  /** Of an opinion. */
  readonly registerNo: string;
}

interface Registering extends LogPlace {
  readonly now: number;
  /** Of what came without words of its own. */
  readonly callBack: string;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** A mailed enquiry or call counts as one of these in the statistics of what readers ask for. */
const ENQUIRY = "reference";

export const mailChanges = (items: readonly ReadItem[], by: Registering): readonly Change[] =>
  items.flatMap((read) => changesOf(read, by));

function changesOf({ item, due, orderDue, registerNo }: ReadItem, by: Registering): readonly Change[] {
  const { now, callBack, today, ...place } = by;
  const { kind, reader } = item;
  const contact = reader === null ? contactOf(item.who) : undefined;
  const title = item.title.trim();
  const text = item.text.trim() === "" ? title : item.text.trim();
  const at = item.receivedAt ?? now;
  const log = { id: item.log, at, reader, channel: channelOf(item.channel), minutes: undefined };
  const [where, to] = ownerOf(item.owner);
  const owner = where === "staff" ? to : undefined;
  if (isOpinionKind(kind)) {
    const order = {
      system: item.system.trim(),
      number: item.number.trim(),
      signedOn: today,
      ...(orderDue !== undefined && { due: orderDue }),
    };
    return opinionChanges(
      {
        id: item.id,
        log,
        type: kind,
        contact,
        title: title === "" || title === text ? undefined : title,
        text,
        topic: undefined,
        due,
        paperRef: item.source.trim() || undefined,
        registerNo,
        owner,
        department: where === "department" ? to : undefined,
        enteredAt: now,
        ...(item.channel === "order" && {
          externalOrder: order,
          orderSteps: { [String(now)]: given({ step: "signed" as const, on: today, by: place.staff }) },
        }),
      },
      place,
    );
  }
  const words = [title, text].filter((part, index, all) => part !== "" && all.indexOf(part) === index).join("\n");
  const asksForWork = kind === "call-back" || item.owner !== "" || due !== undefined;
  return [
    create(
      "interaction",
      item.log,
      given({
        ...logValues({ ...log, purpose: ENQUIRY }, place),
        contact,
        question: words,
        outcome: asksForWork ? ("follow-up" as const) : undefined,
      }),
    ),
    ...(asksForWork
      ? [
          create(
            "task",
            item.task,
            given({
              about: { kind: "interaction", id: item.log },
              text: words === "" ? callBack : words,
              due,
              // what a department is to do is nobody's until a colleague takes it
              assignee: where === "department" ? undefined : (owner ?? place.staff),
              origin: { by: "person" as const, ...(place.staff !== undefined && { id: place.staff }) },
              promisedTo: kind === "call-back" && reader !== null ? reader : undefined,
              contact: kind === "call-back" ? contact : undefined,
            }),
          ),
        ]
      : []),
  ];
}

/** An order comes through the web of whoever sends it. */
const channelOf = (channel: NonNullable<MailItem["channel"]>): Channel => (channel === "order" ? "web" : channel);

const ownerOf = (owner: string): readonly [where: string, id: string | undefined] => {
  const [where = "", id] = owner.split("/", 2);
  return [where, id];
};

function contactOf(who: string): Feedback["contact"] {
  const sender = readSender(who);
  return Object.keys(sender).length === 0 ? undefined : sender;
}
