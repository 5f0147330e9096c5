/** Whom this colleague keeps in touch with and should speak to today, the longest waiting first. */
import { useCallback } from "react";
import { dayToNumber } from "#shared/kernel/day.ts";
import type { Reader } from "#shared/model/reader.ts";
import { type CalledOut, maskName } from "#shared/model/readers/mask.ts";
import { contactDue } from "#shared/rules/conditions.ts";
import { CONTACT_RULE } from "#shared/rules/rule.ts";
import { isRuleOn, ruleSettingId } from "#shared/rules/switches.ts";
import type { DeskDb, Row } from "../../../db/database.ts";
import { lastContacts } from "../../../db/last-contact.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useCalmQuery } from "../../../desk-services/use-calm-query.ts";

export interface ContactDue {
  readonly id: string;
  /** Masked as it is called out. */
  readonly who: CalledOut;
  /** Days since the last word; undefined where there was none. */
  readonly ago: number | undefined;
  readonly channel: Reader["preferredChannel"];
}

/** Undefined while reading. @param dayOf the day of an instant on this computer */
export function useContactsDue(
  staff: string | undefined,
  today: string,
  dayOf: (at: number) => string,
): readonly ContactDue[] | undefined {
  const { db } = useServices();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `dayOf` is a new function with every drawing, and its days change with the clock's zone only
  const read = useCallback((of: DeskDb) => readContactsDue(of, staff, today, dayOf), [staff, today]);
  return useCalmQuery(db, read);
}

async function readContactsDue(
  db: DeskDb,
  staff: string | undefined,
  today: string,
  dayOf: (at: number) => string,
): Promise<readonly ContactDue[]> {
  if (staff === undefined || !isRuleOn(await db.setting.get(ruleSettingId(CONTACT_RULE)))) return [];
  const own = await db.reader.where("owner").equals(staff).toArray();
  const kept = own.filter(
    ({ gone, as, leaving, keepInTouchDays }) =>
      gone !== 1 && as === undefined && leaving === undefined && (keepInTouchDays ?? 0) > 0,
  );
  const now = dayToNumber(today);
  const last = await lastContacts(
    db,
    kept.map(({ id }) => id),
  );
  const found = kept.map((row) => {
    const at = last.get(row.id);
    const on = at === undefined ? undefined : dayToNumber(dayOf(at));
    return { row, on, due: contactDue(on, row.keepInTouchDays ?? 0) ?? Number.NEGATIVE_INFINITY };
  });
  return found
    .filter(({ due }) => due <= now)
    .sort((a, b) => a.due - b.due || (a.row.id < b.row.id ? -1 : 1))
    .map(({ row, on }) => ({
      id: row.id,
      who: whoOf(row),
      ago: on === undefined ? undefined : now - on,
      channel: row.preferredChannel,
    }));
}

const whoOf = ({ name, familyName }: Row<"reader">): CalledOut => maskName(name ?? "", familyName);
