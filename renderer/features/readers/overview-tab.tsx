/** 概览: what is open for this reader, what happened last, and a year's use in plain figures. */

import { TriangleAlert } from "lucide-react";
import { useEffect, useState } from "react";
import { Link } from "wouter";
import { usedSince } from "#shared/analysis/lists/used-since.ts";
import { addDays } from "#shared/kernel/day.ts";
import { dueDay, isOpen } from "#shared/model/feedback.ts";
import { isAtDesk } from "#shared/model/interaction.ts";
import { isOver } from "#shared/model/last-day.ts";
import type { Belongings } from "../../db/lists/reader-belongings.ts";
import { dayOfInstant } from "../../db/lists/records-of-day.ts";
import { useReasonName } from "../../desk-services/figures/figure-words.ts";
import { useServices } from "../../desk-services/services.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useTogether } from "../../desk-services/use-together.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import type { FigureReader } from "../../platform/worker/statistics-api.ts";
import { Icon } from "../../ui/icon.tsx";
import { causeText } from "../../words/life-words.ts";
import { taskHolder, taskText } from "../../words/things-named.ts";
import { sharedRecords, type TimelineItem } from "./timeline.ts";
import { TimelineEntry } from "./timeline-entry.tsx";

const LAST = 5;

export function OverviewTab({
  reader,
  belongings,
  items,
  onTask,
}: {
  reader: string;
  belongings: Belongings;
  items: readonly TimelineItem[];
  onTask: (id: string) => void;
}) {
  const t = useT();
  const format = useFormat();
  const house = useHouse();
  const now = useServices().clock.now();
  const today = format.day(now);
  const opinions = belongings.opinions.filter(isOpen);
  const tasks = belongings.tasks.filter((task) => task.done === undefined);
  const last = items.filter((item) => item.tag !== "task").slice(0, LAST);
  const together = useTogether(sharedRecords(last));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: where nothing is open nothing else in it takes the focus, and it scrolls
    <div className="record scroll" tabIndex={0}>
      <section aria-labelledby="open-h">
        <div className="section-head">
          <h2 id="open-h">{t("readers.open-work")}</h2>
          <span className="meta">{opinions.length + tasks.length}</span>
        </div>
        {opinions.length + tasks.length === 0 && <p className="soft">{t("readers.nothing-open")}</p>}
        <ul className="list">
          {opinions.map((row) => (
            <li key={row.id} className="line">
              <Link className="grow clip" href={`/opinions?id=${row.id}`}>
                {row.title ?? (row.text ?? "").slice(0, 60)}
              </Link>
              <Due day={dueDay(row)} today={today} />
            </li>
          ))}
          {tasks.map((row) => (
            <li key={row.id} className="line">
              <button type="button" className="link grow clip" onClick={() => onTask(row.id)}>
                {taskText(row, t)}
              </button>
              <span className="meta">{taskHolder(row, house, t)}</span>
              <Due day={row.due} today={today} />
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="last-h">
        <div className="section-head">
          <h2 id="last-h">{t("readers.last")}</h2>
        </div>
        {last.length === 0 && <p className="soft">{t("readers.no-records")}</p>}
        {last.map((item) => (
          <TimelineEntry
            key={item.id}
            item={item}
            house={house}
            now={now}
            today={today}
            active={false}
            open={false}
            together={together}
          />
        ))}
      </section>
      <LifePlace reader={reader} belongings={belongings} />
      <YearOfUse belongings={belongings} from={addDays(today, -365)} />
    </div>
  );
}

/** Where the reader stands in the life cycle, since when, and why. */
export function LifePlace({ reader, belongings }: { reader: string; belongings: object }) {
  const t = useT();
  const { worker } = useServices();
  const reasonName = useReasonName();
  const [place, setPlace] = useState<FigureReader | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever belongs to the reader moves it
  useEffect(() => {
    let isWanted = true;
    worker.statistics.placeOf(reader).then(
      (found) => isWanted && setPlace(found),
      // a figure that cannot be had is not shown
      () => isWanted && setPlace(null),
    );
    return () => {
      isWanted = false;
    };
  }, [worker, reader, belongings]);
  if (place === null) return null;
  return (
    <section aria-labelledby="life-h">
      <div className="section-head">
        <h2 id="life-h">{t("life.title")}</h2>
      </div>
      <p className="prose">
        <b>{t(`life.state-${place.state}`)}</b> · {causeText(place.cause, t, reasonName)}
      </p>
    </section>
  );
}

function YearOfUse({ belongings, from }: { belongings: Belongings; from: string }) {
  const t = useT();
  const atDesk = [...belongings.interactions, ...belongings.takenPart]
    .filter(isAtDesk)
    .flatMap(({ at }) => (at === undefined ? [] : dayOfInstant(at)));
  const { days, loans, events } = usedSince(belongings.activity, atDesk, from);
  if (days === 0) return null;
  return (
    <section aria-labelledby="year-h">
      <div className="section-head">
        <h2 id="year-h">{t("readers.year")}</h2>
      </div>
      <p className="prose">{t("readers.year-text", { days, loans, events })}</p>
    </section>
  );
}

function Due({ day, today }: { day: string | undefined; today: string }) {
  const t = useT();
  if (day === undefined) return null;
  return isOver(day, today) ? (
    <span className="late-mark">
      <Icon icon={TriangleAlert} />
      {t("readers.late-since", { day })}
    </span>
  ) : (
    <span className="meta nowrap">{t("readers.due", { day })}</span>
  );
}
