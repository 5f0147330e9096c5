/** Whom this colleague keeps in touch with and should speak to today, the longest waiting first. */
import { nextOpenDay } from "#shared/analysis/life/doors.ts";
import { dayToNumber, numberToDay } from "#shared/kernel/day.ts";
import { contactWay } from "#shared/model/consent/contact-way.ts";
import { stopOf } from "#shared/model/consent/may-contact.ts";
import type { Reader } from "#shared/model/reader.ts";
import { type CalledOut, maskName, maskPhone } from "#shared/model/readers/mask.ts";
import { type ContactRhythm, contactDay } from "#shared/rules/contact-day.ts";
import { CONTACT_RULE } from "#shared/rules/rule.ts";
import { isRuleOn, ruleSettingId } from "#shared/rules/switches.ts";
import type { DeskDb, Row } from "../database.ts";
import { type LastWords, lastWords } from "../last-contact.ts";
import { readPeople } from "../reader-class.ts";
import { dayOfInstant } from "./records-of-day.ts";

export interface ContactDue {
  readonly id: string;
  /** Masked as it is called out. */
  readonly who: CalledOut;
  /** In full, for a desk that no queue reads. */
  readonly name: string;
  /** Days since the last word; undefined where there was none. */
  readonly ago: number | undefined;
  readonly channel: Reader["preferredChannel"];
  /** The first that works, masked. */
  readonly phone: string | undefined;
  /** Calls since the last word that nobody answered. */
  readonly missed: number;
  /** The last of them. */
  readonly missedAt: number | undefined;
}

/** @param key today, who is here, and at which branch */
export async function readContactsDue(db: DeskDb, key: string): Promise<readonly ContactDue[]> {
  const [today = "", staff = "", branch = ""] = key.split(" ");
  if (staff === "") return [];
  if (!isRuleOn(await db.setting.get(ruleSettingId(CONTACT_RULE)))) return [];
  const [own, calendar = {}] = await Promise.all([
    db.reader.where("owner").equals(staff).toArray(),
    db.branch.get(branch),
  ]);
  const rhythmic = own.filter(
    ({ gone, as, leaving, keepInTouchDays }) =>
      gone !== 1 && as === undefined && leaving === undefined && (keepInTouchDays ?? 0) > 0,
  );
  // she may have said it under another of her records
  const people = await readPeople(
    db,
    rhythmic.map(({ id }) => id),
  );
  // what the colleague will want to say is not known: nobody who asked for no contact is called for it
  const kept = rhythmic.filter((row, place) => stopOf(people[place] ?? row, "consent", today) === undefined);
  const now = dayToNumber(today);
  const openAfter = (day: number): number => dayToNumber(nextOpenDay(calendar, numberToDay(day)));
  const words = await lastWords(
    db,
    kept.map(({ id }) => id),
  );
  const found = kept.map((row) => {
    const { missed = 0, missedAt } = words.get(row.id) ?? {};
    const rhythm = rhythmOf(row, words.get(row.id));
    return { row, last: rhythm.last, due: contactDay(rhythm, openAfter), missed, missedAt };
  });
  return found
    .filter(({ due }) => due <= now)
    .sort((a, b) => a.due - b.due || (a.row.id < b.row.id ? -1 : 1))
    .map(({ row, last, missed, missedAt }) => ({
      id: row.id,
      who: whoOf(row),
      name: row.name ?? "",
      ago: last === undefined ? undefined : now - last,
      channel: row.preferredChannel,
      phone: workingPhone(row),
      missed,
      missedAt,
    }));
}

export const rhythmOf = (
  { keepInTouchDays = 0, contactFrom }: Pick<Row<"reader">, "keepInTouchDays" | "contactFrom">,
  { at, missedAt }: Partial<Pick<LastWords, "at" | "missedAt">> = {},
): ContactRhythm => ({
  last: at === undefined ? undefined : dayToNumber(dayOfInstant(at)),
  days: keepInTouchDays,
  missedOn: missedAt === undefined ? undefined : dayToNumber(dayOfInstant(missedAt)),
  notBefore: contactFrom === undefined ? undefined : dayToNumber(contactFrom),
});

const whoOf = ({ name, familyName }: Row<"reader">): CalledOut => maskName(name ?? "", familyName);

/** The first that works, masked, and none that her record calls wrong. */
function workingPhone(row: Row<"reader">): string | undefined {
  // of the place depends only what takes messages
  const way = contactWay(row, "phone", "other");
  return way.tag === "works" ? maskPhone(way.to) : undefined;
}
