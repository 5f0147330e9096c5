/** A field of the record as it is shown and edited, wherever on the page it stands. */
import { maskedFields } from "#shared/model/readers/mask-row.ts";
import { useT } from "../../../i18n/use-t.ts";
import type { ReaderView } from "../reader-queries.ts";
import type { HeldLook } from "../use-held-look.ts";
import { choicesOf, shownField, type Wording } from "./field-words.ts";
import { InlineField } from "./inline-field.tsx";
import type { FieldPlan } from "./reader-fields.ts";

const MASKED = new Set(maskedFields("reader"));

export interface ReaderFieldProps {
  readonly plan: FieldPlan;
  readonly view: ReaderView;
  readonly held: HeldLook;
  readonly words: Wording;
}

export function ReaderField({ plan, view, held, words }: ReaderFieldProps) {
  const t = useT();
  return (
    <InlineField
      reader={view.id}
      field={plan.field}
      plan={plan}
      label={t(`words.reader.${plan.field}`)}
      value={view.reader[plan.field]}
      shown={shownField(plan, view.reader, words, held.shown?.[plan.field])}
      masked={MASKED.has(plan.field)}
      choices={choicesOf(plan.kind, words, view.reader[plan.field])}
    />
  );
}
