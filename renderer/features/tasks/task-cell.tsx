/** One cell of the list of tasks: its words with the box that ticks it, its day, whose it is, and who waits. */
import { CloudOff, Handshake, TriangleAlert } from "lucide-react";
import { Link } from "wouter";
import { isPromise, isTaskLate, isToAccept } from "#shared/model/task.ts";
import { PersonName } from "../../desk-services/person-name.tsx";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { Icon } from "../../ui/icon.tsx";
import { Pill } from "../../ui/pill.tsx";
import { taskHolder, taskText } from "../../words/things-named.ts";
import type { TaskList, TaskRow } from "./task-queries.ts";
import type { NotFetched } from "./use-not-fetched.ts";

export function TaskCell({
  task,
  column,
  list,
  today,
  notFetched,
  onTick,
}: {
  task: TaskRow;
  column: string;
  list: TaskList;
  today: string;
  notFetched: NotFetched | undefined;
  onTick: () => void;
}) {
  const t = useT();
  const format = useFormat();
  const reader = list.whose.get(task.id);
  switch (column) {
    case "text":
      return (
        <span className="row">
          <input
            type="checkbox"
            className="check"
            tabIndex={-1}
            aria-label={t("tasks.tick", { text: taskText(task, t) })}
            checked={task.done !== undefined}
            onChange={onTick}
          />
          {isPromise(task) && (
            <Pill tone="accent" icon={Handshake}>
              {t("words.kind.promise")}
            </Pill>
          )}
          <span className="clip">{taskText(task, t)}</span>
          {task.noReply === true && <Pill tone="line">{t("words.task.noReply")}</Pill>}
        </span>
      );
    case "due":
      if (task.done !== undefined) return t("tasks.done-on", { day: format.day(task.done) });
      if (task.due === undefined) return "—";
      return isTaskLate(task, today) ? (
        <span className="late-mark">
          <Icon icon={TriangleAlert} />
          {t("tasks.late", { day: task.due })}
        </span>
      ) : (
        format.shownDay(task.due)
      );
    case "assignee":
      return (
        <span className="row">
          <span className="clip">{taskHolder(task, list.house, t) ?? t("tasks.nobody")}</span>
          {task.accepted === "returned" && <Pill tone="line">{t("tasks.returned")}</Pill>}
          {isToAccept(task) && <Pill tone="line">{t("tasks.to-accept")}</Pill>}
          {notFetched !== undefined && (
            <span title={format.list(notFetched.names)}>
              <Pill tone="warn" icon={CloudOff}>
                {t("tasks.not-fetched", { all: notFetched.all, count: notFetched.waiting })}
              </Pill>
            </span>
          )}
        </span>
      );
    default:
      return reader === undefined ? (
        task.contact === undefined ? (
          "—"
        ) : (
          <PersonName>{task.contact.name ?? t("words.no-card")}</PersonName>
        )
      ) : (
        <Link href={`/readers/${reader}`}>
          <PersonName>{list.readers.get(reader) ?? ""}</PersonName>
        </Link>
      );
  }
}
