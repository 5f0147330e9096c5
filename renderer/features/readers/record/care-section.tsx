/**
 * Who looks after this reader, how often, with which next step, and what the colleague means to do. Each is edited in
 * its place.
 */

import { Plus } from "lucide-react";
import { dayToNumber, numberToDay } from "#shared/kernel/day.ts";
import { stopOf } from "#shared/model/consent/may-contact.ts";
import { wasNotReached } from "#shared/model/interaction.ts";
import { byLastDay } from "#shared/model/last-day.ts";
import { contactDue } from "#shared/rules/conditions.ts";
import type { Belongings } from "../../../db/lists/reader-belongings.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat, useLocale, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { taskText } from "../../../words/things-named.ts";
import type { ReaderView } from "../reader-queries.ts";
import type { HeldLook } from "../use-held-look.ts";
import { planOf, type Wording } from "./field-words.ts";
import { ReaderField } from "./reader-field.tsx";

const FIELDS = [planOf("owner"), planOf("keepInTouchDays"), planOf("plan")];

export interface CareSectionProps {
  readonly view: ReaderView;
  readonly belongings: Belongings;
  readonly held: HeldLook;
  readonly onTask: (id: string) => void;
  readonly onNewTask: () => void;
}

export function CareSection({ view, belongings, held, onTask, onNewTask }: CareSectionProps) {
  const t = useT();
  const words: Wording = { t, format: useFormat(), locale: useLocale(), house: useHouse(), names: new Map() };
  const [next] = belongings.tasks.filter((task) => task.done === undefined).toSorted((a, b) => byLastDay(a.due, b.due));
  return (
    <section aria-labelledby="care-h">
      <div className="section-head">
        <h2 id="care-h">{t("readers.care")}</h2>
      </div>
      <dl className="fields">
        {FIELDS.map((plan) => (
          <ReaderField key={plan.field} plan={plan} view={view} held={held} words={words} />
        ))}
        <div className="field-row">
          <dt>{t("readers.next-step")}</dt>
          <dd>
            {next === undefined ? (
              <Button size="small" icon={Plus} onClick={onNewTask}>
                {t("rules.care-new-step")}
              </Button>
            ) : (
              <button type="button" className="field-value" onClick={() => onTask(next.id)}>
                {taskText(next, t)}
              </button>
            )}
          </dd>
        </div>
      </dl>
      <NextContact view={view} belongings={belongings} />
      <Offers view={view} />
    </section>
  );
}

/** When the rhythm asks for a word again. */
function NextContact({ view: { reader }, belongings }: Pick<CareSectionProps, "view" | "belongings">) {
  const t = useT();
  const format = useFormat();
  const { clock } = useServices();
  const { owner, keepInTouchDays = 0, contactFrom } = reader;
  const today = format.day(clock.now());
  if (owner === undefined || keepInTouchDays === 0 || stopOf(reader, "consent", today) !== undefined) return null;
  if (contactFrom !== undefined && contactFrom > today)
    return <p className="prose">{t("rules.care-contact-on", { day: contactFrom })}</p>;
  const days = [...belongings.interactions, ...belongings.takenPart].flatMap((row) =>
    row.at === undefined || wasNotReached(row) ? [] : [dayToNumber(format.day(row.at))],
  );
  const last = days.length === 0 ? undefined : Math.max(...days);
  const due = contactDue(last, keepInTouchDays);
  if (last === undefined || due === undefined) return <p className="prose">{t("rules.care-contact-never")}</p>;
  return (
    <p className="prose">
      {due > dayToNumber(today)
        ? t("rules.care-contact-on", { day: numberToDay(due) })
        : t("rules.care-contact-now", { day: numberToDay(last) })}
    </p>
  );
}

function Offers({ view: { reader } }: Pick<CareSectionProps, "view">) {
  const t = useT();
  const format = useFormat();
  const facts: readonly (readonly [string, string | undefined])[] = [
    [t("readers.gives"), reader.offers],
    [t("readers.needs"), reader.serviceNeeds && format.list(reader.serviceNeeds)],
  ];
  const known = facts.filter(([, value]) => value !== undefined);
  if (known.length === 0) return null;
  return (
    <dl className="facts">
      {known.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
