/** Beside the timeline: consents, interests, who looks after this reader, what they can give and need. */

import { useHouse } from "../../db/use-house.ts";
import { useT } from "../../i18n/use-t.ts";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { Consents } from "./consents.tsx";
import type { Belongings, ReaderView } from "./reader-queries.ts";

export function ReaderPane({ view, belongings }: { view: ReaderView; belongings: Belongings }) {
  const t = useT();
  const house = useHouse();
  const { reader } = view;
  const interests = Object.entries(reader.interests ?? {}).toSorted((a, b) => b[1] - a[1]);
  const next = belongings.tasks.filter((task) => task.done === undefined).toSorted((a, b) => ((a.due ?? "9999") < (b.due ?? "9999") ? -1 : 1))[0];
  const owner = reader.owner === undefined ? undefined : house.staff.get(reader.owner);
  const facts: readonly (readonly [string, string | undefined])[] = [
    [t("readers.colleague"), owner === undefined ? undefined : [owner, reader.keepInTouchDays !== undefined && t("readers.every-days", { days: reader.keepInTouchDays })].filter(Boolean).join(" · ")],
    [t("readers.next-step"), next?.text],
    [t("readers.gives"), reader.offers],
    [t("readers.needs"), reader.serviceNeeds?.join("、")],
  ];
  const known = facts.filter(([, value]) => value !== undefined);
  return (
    <aside className="pane scroll" aria-label={t("readers.pane")}>
      <Consents view={view} />
      {interests.length > 0 && (
        <section aria-labelledby="interest-h">
          <div className="section-head">
            <h2 id="interest-h">{t("words.reader.interests")}</h2>
          </div>
          <ul>
            {interests.map(([name, weight]) => (
              <li key={name} className="interest">
                <span>{name}</span>
                <ProgressBar label={name} done={weight} total={100} thin />
                <span className="meta">{weight}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {known.length > 0 && (
        <section aria-labelledby="care-h">
          <div className="section-head">
            <h2 id="care-h">{t("readers.care")}</h2>
          </div>
          <dl className="facts">
            {known.map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </aside>
  );
}
