/** What was promised or is to be done about one opinion; each opens in its form. */
import { useLiveQuery } from "dexie-react-hooks";
import { Handshake, TriangleAlert } from "lucide-react";
import { isPromise, isTaskLate } from "#shared/model/task.ts";
import { maskedRows } from "../../db/masked.ts";
import type { House } from "../../db/read-house.ts";
import { useTaskSheet } from "../../desk-services/open-task-sheet.ts";
import { useServices } from "../../desk-services/services.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Pill } from "../../ui/pill.tsx";

export function OpinionTasks({
  opinion,
  house,
  today,
  onNew,
}: {
  opinion: string;
  house: House;
  today: string;
  onNew: () => void;
}) {
  const t = useT();
  const format = useFormat();
  const { db } = useServices();
  const openTask = useTaskSheet();
  const tasks =
    useLiveQuery(
      async () => maskedRows("task", await db.task.where("about.id").equals(opinion).toArray()),
      [db, opinion],
    ) ?? [];
  return (
    <section aria-labelledby="op-tasks">
      <div className="section-head">
        <h2 id="op-tasks">{t("opinions.tasks")}</h2>
        <Button size="small" kind="quiet" className="push" keys="N" onClick={onNew}>
          {t("opinions.new-task")}
        </Button>
      </div>
      <ul className="list">
        {tasks.map((row) => (
          <li key={row.id} className="line">
            {isPromise(row) && (
              <Pill tone="accent" icon={Handshake}>
                {t("words.kind.promise")}
              </Pill>
            )}
            <button type="button" className="link grow clip" onClick={() => openTask({ task: row.id })}>
              {row.text}
            </button>
            <span className="meta">{row.assignee === undefined ? "" : house.staff.get(row.assignee)}</span>
            {row.done !== undefined ? (
              <span className="meta nowrap">{t("opinions.task-done", { day: format.day(row.done) })}</span>
            ) : row.due === undefined ? null : isTaskLate(row, today) ? (
              <span className="late-mark">
                <Icon icon={TriangleAlert} />
                {t("opinions.task-late", { day: row.due })}
              </span>
            ) : (
              <span className="meta nowrap">{t("opinions.answer-by", { day: row.due })}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
