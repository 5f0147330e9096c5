/** How the fields of a record read when they are not being edited, and what may be chosen for them. */
import { offeredIn } from "#shared/model/place-channels.ts";
import { CONTACT_CHANNELS, type Reader } from "#shared/model/reader.ts";
import { codeName, codesOf, colleaguesToChoose, type House } from "../../../db/read-house.ts";
import type { Format } from "../../../i18n/format.ts";
import type { Translate } from "../../../i18n/i18n.ts";
import type { Locale } from "../../../i18n/locale.ts";
import { ALERT_LEVELS } from "./field-parts.ts";
import { FIELD_GROUPS, type FieldKind, type FieldPlan, toTyped } from "./reader-fields.ts";

export interface FieldChoice {
  readonly value: string;
  readonly label: string;
}

export interface Wording {
  readonly t: Translate;
  readonly format: Format;
  readonly locale: Locale;
  readonly house: House;
  /** Of the people whom a record names. */
  readonly names: ReadonlyMap<string, string>;
}

const GENDERS = ["female", "male", "other"] as const;
const FORMS = ["print", "large-print", "audio", "electronic"] as const;

export const planOf = (field: keyof Reader): FieldPlan =>
  FIELD_GROUPS.flatMap((group): readonly FieldPlan[] => group.fields).find((plan) => plan.field === field) ?? {
    field,
    kind: "line",
  };

/**
 * @param look the plain value, while it is shown
 * @returns empty where nothing is known
 */
export function shownField({ field, kind }: FieldPlan, reader: Reader, words: Wording, look?: unknown): string {
  const value = look ?? reader[field];
  if (value === undefined || value === null) return "";
  const { t, locale, house, names, format } = words;
  if (field === "doNotContact" && reader.doNotContact !== undefined) {
    const { since, words: said, by = "" } = reader.doNotContact;
    return [format.shownDay(since), said, house.staff.get(by)].filter(Boolean).join(" · ");
  }
  switch (kind) {
    case "reader":
      return names.get(String(value)) ?? "";
    case "past-day":
    case "coming-day":
      return format.shownDay(String(value));
    case "alert": {
      const { text = "", level = "info", until } = reader.alert ?? {};
      const shown = t("readers.alert-shown", { level: t(`words.alert.${level}`), text });
      return until === undefined ? shown : t("readers.alert-shown-until", { shown, day: until });
    }
    case "leaving":
      return reader.leaving === undefined
        ? ""
        : `${codeName(house, "reason", reader.leaving.reason, locale)} · ${format.shownDay(reader.leaving.on)}`;
    default:
      return choicesOf(kind, words, value)?.find((choice) => choice.value === value)?.label ?? toTyped(value);
  }
}

/**
 * For the parts of an alert and of leaving, those of the part that is chosen.
 * @param value what stands there now
 */
export function choicesOf(
  kind: FieldKind,
  { t, locale, house }: Wording,
  value?: unknown,
): readonly FieldChoice[] | undefined {
  switch (kind) {
    case "category":
    case "source":
      return codeChoices(kind, house, locale);
    case "branch":
      return [...house.branches].map(([value, label]) => ({ value, label }));
    case "staff":
      return colleaguesToChoose(house, String(value ?? ""));
    case "gender":
      return GENDERS.map((value) => ({ value, label: t(`words.gender.${value}`) }));
    case "channel":
      return offeredIn(house.place, CONTACT_CHANNELS).map((value) => ({ value, label: t(`words.contact.${value}`) }));
    case "leaving":
      return codeChoices("reason", house, locale);
    case "alert":
      return ALERT_LEVELS.map((value) => ({ value, label: t(`words.alert.${value}`) }));
    case "form":
      return FORMS.map((value) => ({ value, label: t(`words.form.${value}`) }));
    default:
      return undefined;
  }
}

const codeChoices = (list: string, house: House, locale: Locale): readonly FieldChoice[] =>
  codesOf(house, list).map((value) => ({ value, label: codeName(house, list, value, locale) }));

/** The people whom a record names. */
export const namedByReader = ({ household, guardian }: Pick<Reader, "household" | "guardian">): readonly string[] =>
  [household, guardian].filter((id) => id !== undefined);
