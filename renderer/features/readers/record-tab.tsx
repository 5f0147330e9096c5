/** 资料: every field of the record in groups, each edited in its place. */

import { maskedFields } from "#shared/model/mask-row.ts";
import { CONTACT_CHANNELS } from "#shared/model/reader.ts";
import { codeName, codesOf, type House } from "../../db/house.ts";
import type { Translate } from "../../i18n/i18n.ts";
import { useLocale, useT } from "../../i18n/use-t.ts";
import { type Choice, InlineField } from "./inline-field.tsx";
import { FIELD_GROUPS, type FieldPlan, toTyped } from "./reader-fields.ts";
import { type ReaderView, useHouse } from "./reader-queries.ts";
import type { Held } from "./use-held-look.ts";

const MASKED = new Set(maskedFields("reader"));
const GENDERS = ["female", "male", "other"] as const;
const FORMS = ["print", "large-print", "audio", "electronic"] as const;

export function RecordTab({ view, held }: { view: ReaderView; held: Held }) {
  const t = useT();
  const locale = useLocale();
  const house = useHouse();
  return (
    <div className="record scroll">
      {FIELD_GROUPS.map((group) => (
        <section key={group.id} aria-labelledby={`group-${group.id}`}>
          <div className="section-head">
            <h2 id={`group-${group.id}`}>{t(`readers.group-${group.id}`)}</h2>
          </div>
          <dl className="fields">
            {group.fields.map((plan: FieldPlan) => {
              const choices = choicesOf(plan, house, t, locale);
              const value = view.reader[plan.field];
              const look = held.look?.[plan.field];
              return (
                <InlineField
                  key={plan.field}
                  reader={view.id}
                  plan={plan}
                  label={t(`words.reader.${plan.field}`)}
                  value={value}
                  shown={shownValue(look ?? value, choices)}
                  masked={MASKED.has(plan.field)}
                  choices={choices}
                />
              );
            })}
          </dl>
        </section>
      ))}
    </div>
  );
}

const shownValue = (value: unknown, choices: readonly Choice[] | undefined): string => choices?.find((choice) => choice.value === value)?.label ?? toTyped(value);

function choicesOf(plan: FieldPlan, house: House, t: Translate, locale: "zh-CN" | "zh-TW" | "en"): readonly Choice[] | undefined {
  const codes = (list: string): readonly Choice[] => codesOf(house, list).map((value) => ({ value, label: codeName(house, list, value, locale) }));
  switch (plan.kind) {
    case "category":
      return codes("category");
    case "source":
      return codes("source");
    case "branch":
      return [...house.branches].map(([value, label]) => ({ value, label }));
    case "staff":
      return [...house.staff].map(([value, label]) => ({ value, label }));
    case "gender":
      return GENDERS.map((value) => ({ value, label: t(`words.gender.${value}`) }));
    case "channel":
      return CONTACT_CHANNELS.map((value) => ({ value, label: t(`words.contact.${value}`) }));
    case "form":
      return FORMS.map((value) => ({ value, label: t(`words.form.${value}`) }));
    default:
      return undefined;
  }
}
