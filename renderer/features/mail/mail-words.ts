/** What the cells of the mail offer, in the library's words. */
import type { Jurisdiction } from "#shared/model/house.ts";
import {
  isOpinionKind,
  MAIL_KINDS,
  type MailChannel,
  type MailKind,
  mailChannelsIn,
} from "#shared/model/mail/mail-item.ts";
import type { DeadlineDays } from "#shared/model/settings/deadline-days.ts";
import { codeName, codesOf, colleaguesToChoose, type House } from "../../db/read-house.ts";
import type { Translate } from "../../i18n/i18n.ts";
import type { Locale } from "../../i18n/locale.ts";
import type { CellChoice } from "./pick-cell.tsx";

/** Where citizens complain to all that is public, and whoever is responsible gets an order of it. */
export const HOTLINES: Readonly<Record<Jurisdiction, string>> = { mainland: "12345", taiwan: "1999", other: "" };

const channelName = (channel: MailChannel, t: Translate): string =>
  channel === "order" ? t("words.feedback.externalOrder") : t(`words.channel.${channel}`);

export const kindName = (kind: MailKind, t: Translate): string =>
  isOpinionKind(kind) ? t(`words.opinion.${kind}`) : t(`mail.kind-${kind}`);

export const channelChoices = (place: Jurisdiction, t: Translate): readonly CellChoice<MailChannel>[] =>
  mailChannelsIn(place).map((value, index) => ({ value, label: channelName(value, t), digit: String(index + 1) }));

export const kindChoices = (within: DeadlineDays | undefined, t: Translate): readonly CellChoice<MailKind>[] =>
  MAIL_KINDS.map((value, index) => {
    const days = isOpinionKind(value) ? within?.[value] : value === "call-back" ? 1 : null;
    return {
      value,
      label: kindName(value, t),
      digit: String(index + 1),
      ...(days != null && { hint: t("mail.working-days", { days }) }),
    };
  });

export const NO_OWNER = "";

/** Nobody, then oneself, then the departments, then the colleagues: ten of them have digits. */
export function ownerChoices(
  house: House,
  staff: string | undefined,
  locale: Locale,
  t: Translate,
): readonly CellChoice[] {
  const departments = codesOf(house, "department").map((code) => ({
    value: `department/${code}`,
    label: codeName(house, "department", code, locale),
  }));
  const colleagues = colleaguesToChoose(house).flatMap(({ value, label }) =>
    value === staff ? [] : [{ value: `staff/${value}`, label }],
  );
  return [
    { value: NO_OWNER, label: t("words.unassigned") },
    ...(staff === undefined ? [] : [{ value: `staff/${staff}`, label: t("words.me") }]),
    ...departments,
    ...colleagues,
  ].map((choice, index) => (index < 10 ? { ...choice, digit: String(index) } : choice));
}
