/** What is open with this reader: opinions, promises, tasks. A section without rows is left out. */
import type { ReactNode } from "react";
import { daysBetween } from "#shared/kernel/day.ts";
import { dueDay } from "#shared/model/feedback.ts";
import type { ReaderCardRows } from "../../../db/lists/reader-card-rows.ts";
import type { Masked } from "../../../db/masked.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { taskText } from "../../../words/things-named.ts";
import { useDeskDeps } from "../desk-context.ts";
import { DueMark } from "../today/todo-list.tsx";

export function OpenWork({
  rows,
  today,
}: {
  readonly rows: Pick<ReaderCardRows, "opinions" | "promises" | "tasks">;
  readonly today: string;
}) {
  const t = useT();
  const { opinions, promises, tasks } = rows;
  return (
    <div className="open-work">
      <OpenList title={t("desk.open-opinions")} empty={t("desk.no-open-opinions")} count={opinions.length}>
        {opinions.map((row) => (
          <OpinionLine key={row.id} row={row} today={today} />
        ))}
      </OpenList>
      {promises.length > 0 && (
        <OpenList title={t("desk.promises")} count={promises.length}>
          {promises.map((row) => (
            <TaskLine key={row.id} row={row} today={today} />
          ))}
        </OpenList>
      )}
      {tasks.length > 0 && (
        <OpenList title={t("desk.tasks")} count={tasks.length}>
          {tasks.map((row) => (
            <TaskLine key={row.id} row={row} today={today} />
          ))}
        </OpenList>
      )}
    </div>
  );
}

function OpenList({
  title,
  count,
  empty,
  children,
}: {
  readonly title: string;
  readonly count: number;
  readonly empty?: string;
  readonly children: ReactNode;
}) {
  return (
    <section>
      <div className="section-head">
        <h2>
          {title} {count > 0 && <span className="count">{count}</span>}
        </h2>
      </div>
      {count === 0 && empty !== undefined && <p className="meta">{empty}</p>}
      <ul className="list">{children}</ul>
    </section>
  );
}

function OpinionLine({ row, today }: { readonly row: Masked<"feedback">; readonly today: string }) {
  const t = useT();
  const format = useFormat();
  const { ways } = useDeskDeps();
  const due = dueDay(row);
  const status = row.status === undefined ? "" : t(`words.status.${row.status}`);
  return (
    <li className="line">
      <button type="button" className="link-line grow clip" onClick={() => ways().toOpinion(row.id)}>
        {row.title ?? row.text}
      </button>
      <span className="meta nowrap">
        {due === undefined ? (
          status
        ) : daysBetween(due, today) >= 0 ? (
          <DueMark due={due} today={today} />
        ) : (
          t("desk.status-due", { status, day: shortDay(due, today, format.longDay) })
        )}
      </span>
    </li>
  );
}

function TaskLine({ row, today }: { readonly row: Masked<"task">; readonly today: string }) {
  const t = useT();
  return (
    <li className="line">
      <span className="grow clip">{taskText(row, t)}</span>
      {row.due !== undefined && (
        <span className="meta nowrap">
          <DueMark due={row.due} today={today} />
        </span>
      )}
    </li>
  );
}

/** 11-30 within the year. */
const shortDay = (day: string, today: string, longDay: (day: string) => string): string =>
  day.slice(0, 4) === today.slice(0, 4) ? day.slice(5) : longDay(day);
