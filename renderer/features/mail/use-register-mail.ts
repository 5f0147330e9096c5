/** Registers the rows: one act and one undo, unless they are longer than an act may be; then in as few as it takes. */
import { useState } from "react";
import { nextRegisterNo, registerPrefix } from "#shared/model/input/register-number.ts";
import { isOpinionKind, type MailItem } from "#shared/model/mail/mail-item.ts";
import { useActs } from "../../acts/use-acts.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useServices } from "../../desk-services/services.ts";
import { useT } from "../../i18n/use-t.ts";
import { useOnce } from "../../ui/hooks/use-once.ts";
import { mailChanges, type ReadItem } from "./mail-changes.ts";
import type { MailCalendar } from "./mail-queries.ts";
import type { MailDays } from "./use-mail-days.ts";
import { dropMail, type MailRows, putBackMail } from "./use-mail-rows.ts";

/** Characters: each stands in the opinion and in its service record, and takes up to three bytes. */
const LONGEST_ACT = 50_000;

const COMMAND = "feedback.mail";

interface Registering {
  readonly mail: MailRows;
  readonly calendar: MailCalendar | undefined;
  readonly days: MailDays;
  /** Not told where an earlier one is still under way: then nothing is begun. */
  readonly onBegin: () => void;
  /** Told of what has got a number, also when it is done again, and of what was taken back. */
  readonly onNumbered: (items: readonly ReadItem[], isThere: boolean) => void;
}

/** @returns whether the journal has all of them; rows that were not written stay */
export function useRegisterMail({ mail, calendar, days, onBegin, onNumbered }: Registering) {
  const t = useT();
  const acts = useActs();
  const { db, clock, start } = useServices();
  const { branch, staff, deskLetter } = useDeviceSettings();
  const [form] = useState(() => ({}));

  const read = async (items: readonly MailItem[]): Promise<readonly ReadItem[]> => {
    const prefix = registerPrefix(calendar?.branch?.code, deskLetter, Number(days.today.slice(0, 4)));
    const given = (await db.feedback.where("registerNo").startsWith(prefix).uniqueKeys()).map(String);
    const before = new Map((await db.feedback.bulkGet(items.map(({ id }) => id))).map((row) => [row?.id, row]));
    const dayOf = (typed: string): string | undefined => days.typedDay(typed) ?? undefined;
    return items.flatMap((item) => {
      const { channel, kind } = item;
      if (channel === null || kind === null) return [];
      // pressed once more, or done again, it keeps its number
      const registerNo = before.get(item.id)?.registerNo ?? nextRegisterNo(prefix, given);
      if (isOpinionKind(kind)) given.push(registerNo);
      const orderDue = item.orderDue.trim() === "" ? undefined : dayOf(item.orderDue);
      const due = item.due.trim() === "" ? days.dueOf(item) : dayOf(item.due);
      return [{ item: { ...item, channel, kind }, due, orderDue, registerNo }];
    });
  };

  /** By the toast, by its key, or from the inbox after this screen is left: then they are rows again. */
  const onTakenBack = (part: readonly ReadItem[]): void => {
    const items = part.map(({ item }) => item);
    acts.listen((news) => {
      if (news.tag !== "saved" || news.deed.tag !== "turned" || news.deed.command !== COMMAND) return;
      const isUndo = news.deed.direction === "undo";
      void db.interaction.bulkGet(items.map(({ log }) => log)).then((logged) => {
        const turned = items.filter((_, index) => (logged[index]?.gone === 1) === isUndo);
        onNumbered(
          part.filter(({ item }) => turned.includes(item)),
          !isUndo,
        );
        return isUndo ? putBackMail(db, staff, turned) : dropMail(db, staff, turned);
      });
    });
  };

  return useOnce(async (items: readonly MailItem[]): Promise<boolean> => {
    onBegin();
    let isSafe = true;
    for (const part of inActs(await read(items))) {
      const rows = part.map(({ item }) => item);
      const begun = await acts.run(
        {
          command: COMMAND,
          changes: mailChanges(part, {
            desk: start.installation,
            branch,
            staff,
            now: clock.now(),
            today: days.today,
            callBack: t("words.composed.call"),
          }),
          said: { id: "mail.registered", values: { count: part.length } },
          options: { whose: [...new Set(rows.flatMap(({ reader }) => reader ?? []))] },
        },
        form,
      );
      if (begun === null) return false;
      // they stand in the database: kept as rows too they would be written twice
      mail.drop(rows.map(({ id }) => id));
      onTakenBack(part);
      onNumbered(part, true);
      isSafe = (await begun.saved) && isSafe;
    }
    return isSafe;
  });
}

function inActs(items: readonly ReadItem[]): readonly (readonly ReadItem[])[] {
  const parts: ReadItem[][] = [];
  let length = 0;
  for (const item of items) {
    const own = item.item.text.length + item.item.title.length;
    if (parts.length === 0 || length + own > LONGEST_ACT) {
      parts.push([]);
      length = 0;
    }
    length += own;
    parts.at(-1)?.push(item);
  }
  return parts;
}
