/** Tasks, promises and opinions due by today; ticking a task is an act like any other, with its undo. */

import { Clock, MessageSquareText, TriangleAlert } from "lucide-react";
import { daysBetween } from "#shared/kernel/day.ts";
import { maskName } from "#shared/model/readers/mask.ts";
import type { Masked } from "../../../db/masked.ts";
import { edit } from "../../../db/write/changes.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useRich, useT } from "../../../i18n/use-t.ts";
import { Icon } from "../../../ui/icon.tsx";
import { taskText } from "../../../words/things-named.ts";
import { useDeskActions, useDeskDeps } from "../desk-context.ts";
import { given } from "../log/log-changes.ts";
import { type Due, useDueToday } from "./today-queries.ts";

export function TodoList({ today }: { readonly today: string }) {
  const t = useT();
  const { staff } = useDeviceSettings();
  const list = useDueToday(today, staff);
  return (
    <section className="todo" aria-labelledby="todo-h">
      <div className="section-head">
        <h2 id="todo-h">
          {t("desk.due-today")} {list !== undefined && list.total > 0 && <span className="count">{list.total}</span>}
        </h2>
      </div>
      {list?.total === 0 && <p className="meta">{t("desk.nothing-due")}</p>}
      <ul className="list">
        {list?.shown.map((due) => (
          <li key={due.row.id} className="line">
            {due.tag === "task" ? <TaskLine due={due} today={today} /> : <OpinionLine due={due} today={today} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function TaskLine({ due, today }: { readonly due: Extract<Due, { tag: "task" }>; readonly today: string }) {
  const t = useT();
  const done = useDone();
  const rich = useRich();
  const { row, readerName } = due;
  const who = readerName === undefined ? null : <PersonName>{maskName(readerName)}</PersonName>;
  return (
    <>
      <input className="check" type="checkbox" id={`todo-${row.id}`} checked={false} onChange={() => void done(row)} />
      <label className="grow" htmlFor={`todo-${row.id}`}>
        {taskText(row, t)}
        <small>
          <DueMark due={due.due} today={today} />
          {who !== null && <span>{row.promisedTo === undefined ? who : rich("desk.promised-to", { who })}</span>}
          {row.origin?.by === "rule" && <span>{t("desk.by-rule")}</span>}
        </small>
      </label>
    </>
  );
}

function OpinionLine({ due, today }: { readonly due: Extract<Due, { tag: "opinion" }>; readonly today: string }) {
  const t = useT();
  const { ways } = useDeskDeps();
  const { row } = due;
  return (
    <>
      <Icon icon={MessageSquareText} />
      <button type="button" className="link-line grow" onClick={() => ways().toOpinion(row.id)}>
        {t("desk.answer-opinion", { title: row.title ?? row.text ?? "" })}
        <small>
          <DueMark due={due.due} today={today} />
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

function useDone(): (row: Masked<"task">) => Promise<void> {
  const t = useT();
  const deps = useDeskDeps();
  const actions = useDeskActions();
  return async (row) => {
    const { staff } = deps.place();
    const changes = [edit("task", row.id, given({ done: deps.services.clock.now(), doneBy: staff }))];
    await deps.acts.run({
      command: "task.done",
      changes,
      said: { id: "desk.task-done" },
      detail: taskText(row, t),
      onUndo: actions.undoing,
    });
  };
}
