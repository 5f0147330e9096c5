/**
 * Tasks and promises as one list: what, by when, who, and who is waiting. Space ticks, E completes, A
 * assigns, Y accepts, R returns, Enter and F2 edit.
 */

import { ListTodo } from "lucide-react";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useLocation, useSearch } from "wouter";
import type { TaskView } from "#shared/analysis/lists/task-views.ts";
import { useAct } from "../../acts/use-acts.ts";
import { finishTasks, reopenTasks } from "../../db/write/task-form.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useTaskSheet } from "../../desk-services/open-task-sheet.ts";
import { PaperHead } from "../../desk-services/paper/paper-head.tsx";
import { usePrintWords } from "../../desk-services/paper/print-words.ts";
import { usePrintCommand } from "../../desk-services/paper/use-print-command.ts";
import { useScreenCommands } from "../../desk-services/screen-commands.ts";
import { useServices } from "../../desk-services/services.ts";
import { useNameFold } from "../../desk-services/use-name-fold.ts";
import { fromOf, useEscapeTo, useEscapeToAll } from "../../desk-services/way-back.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { usePrintMany } from "../../ui/dialogs/print-many.tsx";
import { takeFocus } from "../../ui/dialogs/take-focus.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { isInside } from "../../ui/keyboard.ts";
import { AssignDialog } from "./assign-dialog.tsx";
import { taskCommands } from "./task-commands.ts";
import { TaskGrid, type TaskPlace } from "./task-grid.tsx";
import { type TaskRow, taskViewOf, useTasks } from "./task-queries.ts";
import { TasksHead } from "./tasks-head.tsx";
import { useTaskAnswer } from "./use-task-answer.ts";

const AT_FIRST: TaskPlace = { id: null, row: 0, column: -1 };

export function TasksScreen() {
  const t = useT();
  const act = useAct();
  const answer = useTaskAnswer();
  const { clock } = useServices();
  const { staff, singleKeys = true } = useDeviceSettings();
  const today = useFormat().day(clock.now());
  const [, navigate] = useLocation();
  const search = useSearch();
  const view = taskViewOf(search);
  /** A number of the statistics that led here. */
  const from = fromOf(search, "/statistics");
  const back = useEscapeTo(from);
  const [at, setAt] = useState(AT_FIRST);
  const [assigning, setAssigning] = useState<string | null>(null);
  const openTask = useTaskSheet();
  const list = useTasks(view, { staff, today }, at.id);
  const fold = useNameFold(list?.house.staff.values() ?? []);
  const place = useRef<HTMLElement>(null);
  const focusGrid = useCallback(() => place.current?.querySelector<HTMLElement>('[role="grid"]')?.focus(), []);
  const newTask = useCallback(() => openTask({ onClosed: focusGrid }), [openTask, focusGrid]);
  // where a colleague has taken it away, no other comes under the keys before a person moves
  const active = list?.rows.find(({ id }) => id === at.id);
  const tick = (task: TaskRow): Promise<boolean> =>
    task.done === undefined
      ? act({
          command: "task.done",
          changes: finishTasks([task.id], clock.now(), staff),
          said: { id: "tasks.did-finish" },
        })
      : act({ command: "task.reopen", changes: reopenTasks([task.id]), said: { id: "tasks.did-reopen" } });
  const edit = (task: string | undefined): void => {
    if (task !== undefined) openTask({ task, onClosed: focusGrid });
  };
  const now = { active, tick, answer, edit };
  const latest = useRef(now);
  useLayoutEffect(() => {
    latest.current = now;
  });
  const commands = useMemo(
    () =>
      taskCommands({
        singleKeys,
        task: () => latest.current.active,
        isInList: (pressed) => isInside(place.current, pressed),
        onNew: newTask,
        onFinish: (task) => void latest.current.tick(task),
        onAssign: ({ id }) => setAssigning(id),
        onAnswer: (task, how) => latest.current.answer(task, how),
        onEdit: ({ id }) => latest.current.edit(id),
      }),
    [newTask, singleKeys],
  );
  useScreenCommands(commands);

  const isRead = list !== undefined;
  useEffect(() => {
    if (isRead) takeFocus(place.current, "grid");
  }, [isRead]);
  /** Whoever has chosen another view goes on in its list. */
  const isViewChosen = useRef(false);
  const shownView = list?.view;
  useEffect(() => {
    if (!isViewChosen.current || shownView !== view) return;
    isViewChosen.current = false;
    focusGrid();
  }, [shownView, view, focusGrid]);
  const chooseView = (id: TaskView): void => {
    isViewChosen.current = id !== view;
    if (id === view) focusGrid();
    const next = new URLSearchParams({ view: id, ...(from !== null && { from }) });
    navigate(`/tasks?${next.toString()}`, { replace: true });
    setAt(AT_FIRST);
  };
  /** There is work, and none of it is in the view. */
  const isHiding = list !== undefined && list.rows.length === 0 && view !== "done" && list.counts.all > 0;
  useEscapeToAll(isHiding && from === null, "tasks.show-all", "tasks.view-all", () => chooseView("all"));
  const firstId = list?.view === view ? list.rows[0]?.id : undefined;
  useLayoutEffect(() => {
    if (at.id === null && firstId !== undefined) setAt((before) => ({ ...before, id: firstId }));
  }, [at.id, firstId]);
  const { ask: askToPrint, dialog: printDialog } = usePrintMany(usePrintWords());
  usePrintCommand(() => askToPrint(list?.rows.length ?? 0, async () => window.print()));
  if (list === undefined) return <main className="work" id="main" aria-busy="true" />;
  /** With the pointer: the keys stay with the list. */
  const tickBox = (task: TaskRow): void => {
    focusGrid();
    void tick(task);
  };
  const close = (): void => {
    setAssigning(null);
    focusGrid();
  };
  return (
    <div className="work">
      <main className="centre" id="main" ref={place}>
        <PaperHead scope={t("words.all-branches")} />
        <TasksHead
          view={view}
          counts={list.counts}
          onView={chooseView}
          onBack={from === null ? null : back}
          onNew={newTask}
        />
        {list.rows.length === 0 ? (
          isHiding ? (
            <EmptyState
              icon={ListTodo}
              action={
                <Button keys={from === null ? "Esc" : undefined} onClick={() => chooseView("all")}>
                  {t("tasks.view-all")}
                </Button>
              }
            >
              {t("tasks.none-here", { count: list.counts.all })}
            </EmptyState>
          ) : (
            <EmptyState icon={ListTodo}>{t(view === "done" ? "tasks.none-done" : "tasks.none")}</EmptyState>
          )
        ) : (
          <TaskGrid
            list={list}
            at={at}
            today={today}
            staff={staff}
            onMove={setAt}
            onOpen={edit}
            onTick={(task) => void tick(task)}
            onTickBox={tickBox}
          />
        )}
      </main>
      {printDialog}
      {assigning !== null && (
        <AssignDialog
          task={assigning}
          assignee={active?.assignee}
          house={list.house}
          fold={fold}
          act={act}
          onClose={close}
        />
      )}
    </div>
  );
}
