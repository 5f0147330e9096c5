/** 资料: every field of the record in groups, each edited in its place. */
import { offeredIn } from "#shared/model/place-channels.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useReaderNames } from "../../../desk-services/use-reader-names.ts";
import { useFormat, useLocale, useT } from "../../../i18n/use-t.ts";
import type { ReaderView } from "../reader-queries.ts";
import type { HeldLook } from "../use-held-look.ts";
import { namedByReader, type Wording } from "./field-words.ts";
import { ReaderField } from "./reader-field.tsx";
import { FIELD_GROUPS, type FieldPlan } from "./reader-fields.ts";

export function RecordTab({ view, held }: { view: ReaderView; held: HeldLook }) {
  const t = useT();
  const words: Wording = {
    t,
    format: useFormat(),
    locale: useLocale(),
    house: useHouse(),
    names: useReaderNames(namedByReader(view.reader)),
  };
  const fieldsIn = (fields: readonly FieldPlan[]): readonly FieldPlan[] => {
    const offered = offeredIn(
      words.house.place,
      fields.map(({ field }) => field),
      (field) => view.reader[field] !== undefined,
    );
    return fields.filter(({ field }) => offered.includes(field));
  };
  return (
    <div className="record scroll">
      {FIELD_GROUPS.map((group) => (
        <section key={group.id} aria-labelledby={`group-${group.id}`}>
          <div className="section-head">
            <h2 id={`group-${group.id}`}>{t(`readers.group-${group.id}`)}</h2>
          </div>
          <dl className="fields">
            {fieldsIn(group.fields).map((plan) => (
              <ReaderField key={plan.field} plan={plan} view={view} held={held} words={words} />
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
