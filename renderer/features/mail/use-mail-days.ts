/** By when an item is answered: as it is typed, else by the library's deadlines from the day it came. */
import { readDay } from "#shared/model/input/note-line.ts";
import { type MailItem, mailDue } from "#shared/model/mail/mail-item.ts";
import { useServices } from "../../desk-services/services.ts";
import { useFormat } from "../../i18n/use-t.ts";
import type { MailCalendar } from "./mail-queries.ts";

export interface MailDays {
  readonly today: string;
  /** Null: what is typed is no day. */
  readonly typedDay: (typed: string) => string | null;
  /** By the deadlines; undefined until they are read, and for what needs no answer. */
  readonly dueOf: (item: MailItem) => string | undefined;
  /** The day that counts: as it is typed, and an order's before ours. */
  readonly countedDue: (item: MailItem) => string | undefined;
}

export function useMailDays(calendar: MailCalendar | undefined): MailDays {
  const { clock } = useServices();
  const format = useFormat();
  const today = format.day(clock.now());
  const typedDay = (typed: string): string | null => readDay(typed.normalize("NFKC").trim(), today);
  const dueOf = (item: MailItem): string | undefined =>
    calendar &&
    mailDue(item.kind, format.day(item.receivedAt ?? clock.now()), today, calendar.branch ?? {}, calendar.within);
  const countedDue = (item: MailItem): string | undefined =>
    typedDay(item.channel === "order" && item.orderDue.trim() !== "" ? item.orderDue : item.due) ?? dueOf(item);
  return { today, typedDay, dueOf, countedDue };
}
