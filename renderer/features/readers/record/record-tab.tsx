/** 资料: every field of the record in groups, each edited in its place. */
import { useHouse } from "../../../desk-services/use-house.ts";
import { useReaderNames } from "../../../desk-services/use-reader-names.ts";
import { useLocale, useT } from "../../../i18n/use-t.ts";
import type { ReaderView } from "../reader-queries.ts";
import type { HeldLook } from "../use-held-look.ts";
import { namedByReader, type Wording } from "./field-words.ts";
import { ReaderField } from "./reader-field.tsx";
import { FIELD_GROUPS, type FieldPlan } from "./reader-fields.ts";

export function RecordTab({ view, held }: { view: ReaderView; held: HeldLook }) {
  const t = useT();
  const words: Wording = {
    t,
    locale: useLocale(),
    house: useHouse(),
    names: useReaderNames(namedByReader(view.reader)),
  };
  return (
    <div className="record scroll">
      {FIELD_GROUPS.map((group) => (
        <section key={group.id} aria-labelledby={`group-${group.id}`}>
          <div className="section-head">
            <h2 id={`group-${group.id}`}>{t(`readers.group-${group.id}`)}</h2>
          </div>
          <dl className="fields">
            {group.fields.map((plan: FieldPlan) => (
              <ReaderField key={plan.field} plan={plan} view={view} held={held} words={words} />
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
