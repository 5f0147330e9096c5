/** Tasks, promises and opinions due by today; ticking a task is an act like any other, with its undo. */

import { Clock, MessageSquareText, TriangleAlert } from "lucide-react";
import { daysBetween } from "#shared/kernel/day.ts";
import type { DueWork } from "../../../db/lists/today-work.ts";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useRich, useT } from "../../../i18n/use-t.ts";
import { Icon } from "../../../ui/icon.tsx";
import { taskText } from "../../../words/things-named.ts";
import { useDeskDeps } from "../desk-context.ts";
import { useContactsDue } from "./contact-queries.ts";
import { useShownText } from "./shown-names.ts";
import { useWorkActs } from "./work-acts.ts";
import { useTodayWork } from "./work-queries.ts";

export function TodoList({ today }: { readonly today: string }) {
  const t = useT();
  const work = useTodayWork(today);
  return (
    <section className="todo" aria-labelledby="todo-h">
      <div className="section-head">
        <h2 id="todo-h">
          {t("desk.due-today")}{" "}
          {work !== undefined && work.dueTotal > 0 && <span className="count">{work.dueTotal}</span>}
        </h2>
      </div>
      {work?.dueTotal === 0 && <p className="meta">{t("desk.nothing-due")}</p>}
      <ul className="list">
        {work?.due.map((item) => (
          <li key={item.id} className="line">
            {item.kind === "opinion" ? (
              <OpinionLine item={item} today={today} />
            ) : (
              <TaskLine item={item} today={today} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Draws nothing: what is to be done is read once, and at hand whether a card or Today is shown next. */
export function KeptReady({ today }: { readonly today: string }) {
  useTodayWork(today);
  useContactsDue(today);
  return null;
}

function TaskLine({ item, today }: { readonly item: Exclude<DueWork, { kind: "opinion" }>; readonly today: string }) {
  const t = useT();
  const { finish } = useWorkActs();
  const rich = useRich();
  const { row } = item;
  const person = item.reader ?? item.stranger;
  const text = useShownText(taskText(row, t), person);
  const who = person === undefined ? null : <PersonName>{person.who || t("words.no-card")}</PersonName>;
  return (
    <>
      <input
        className="check"
        type="checkbox"
        id={`todo-${row.id}`}
        checked={false}
        onChange={() => void finish(item)}
      />
      <label className="grow" htmlFor={`todo-${row.id}`}>
        {text}
        <small>
          <DueMark due={item.due ?? today} today={today} />
          {who !== null && <span>{item.kind === "task" ? who : rich("desk.promised-to", { who })}</span>}
          {row.origin?.by === "rule" && <span>{t("desk.by-rule")}</span>}
        </small>
      </label>
    </>
  );
}

function OpinionLine({
  item,
  today,
}: {
  readonly item: Extract<DueWork, { kind: "opinion" }>;
  readonly today: string;
}) {
  const t = useT();
  const { ways } = useDeskDeps();
  const { row, reader } = item;
  const title = useShownText(row.title ?? row.text ?? "", reader);
  return (
    <>
      <Icon icon={MessageSquareText} />
      <button type="button" className="link-line grow" onClick={() => ways().toOpinion(row.id)}>
        {t("desk.answer-opinion", { title })}
        <small>
          <DueMark due={item.due ?? today} today={today} />
          {row.status !== undefined && <span>{t(`words.status.${row.status}`)}</span>}
        </small>
      </button>
    </>
  );
}

export function DueMark({ due, today }: { readonly due: string; readonly today: string }) {
  const t = useT();
  const late = daysBetween(due, today);
  return late > 0 ? (
    <span className="late-mark">
      <Icon icon={TriangleAlert} />
      {t("desk.late", { days: late })}
    </span>
  ) : (
    <span className="due-mark">
      <Icon icon={Clock} />
      {late === 0 ? t("desk.today") : t("desk.due-in", { days: -late })}
    </span>
  );
}
