/**
 * Tasks and promises as one list: what, by when, who, and who is waiting. Space ticks, E completes, A
 * assigns, Y accepts, R returns, Enter and F2 edit.
 */

import { ListTodo } from "lucide-react";
import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useLocation, useSearch } from "wouter";
import { TASK_VIEWS, type TaskView } from "#shared/analysis/lists/task-views.ts";
import { useAct } from "../../acts/use-acts.ts";
import { colleaguesToChoose } from "../../db/read-house.ts";
import { assignTasks, finishTasks, reopenTasks } from "../../db/write/task-form.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useTaskSheet } from "../../desk-services/open-task-sheet.ts";
import { PaperHead } from "../../desk-services/paper/paper-head.tsx";
import { usePrintWords } from "../../desk-services/paper/print-words.ts";
import { usePrintCommand } from "../../desk-services/paper/use-print-command.ts";
import { useScreenCommands } from "../../desk-services/screen-commands.ts";
import { useServices } from "../../desk-services/services.ts";
import { useNameFold } from "../../desk-services/use-name-fold.ts";
import { fromOf, useEscapeTo } from "../../desk-services/way-back.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import type { DeskCommand } from "../../platform/command.ts";
import { Button } from "../../ui/button.tsx";
import { PickDialog } from "../../ui/dialogs/pick-dialog.tsx";
import { usePrintMany } from "../../ui/dialogs/print-many.tsx";
import { takeFocus } from "../../ui/dialogs/take-focus.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { isIme, isInside, matchKeys } from "../../ui/keyboard.ts";
import { VirtualGrid } from "../../ui/virtual-grid.tsx";
import { TaskCell } from "./task-cell.tsx";
import { taskCommands } from "./task-commands.ts";
import { type TaskRow, taskViewOf, useTasks } from "./task-queries.ts";
import { useNotFetched } from "./use-not-fetched.ts";
import { type TaskAnswer, useTaskAnswer } from "./use-task-answer.ts";

const NOBODY = "nobody";

/**
 * The cursor stays at its task until a person moves it, also when the task is done: the next key never meets another.
 */
interface At {
  readonly id: string | null;
  readonly row: number;
  readonly column: number;
}

/** What the keys do with the task under the cursor. */
interface OnActive {
  readonly isUndone: boolean;
  readonly tick: () => void;
  readonly assign: () => void;
  readonly answer: (how: TaskAnswer) => void;
  readonly edit: () => void;
}

const NO_ROWS: readonly TaskRow[] = [];
const NO_COMMANDS: readonly DeskCommand[] = [];
const AT_FIRST: At = { id: null, row: 0, column: -1 };

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
  const [at, setAt] = useState<At>(AT_FIRST);
  const [assigning, setAssigning] = useState<string | null>(null);
  const openTask = useTaskSheet();
  const list = useTasks(view, { staff, today }, at.id);
  const fold = useNameFold(list?.house.staff.values() ?? []);
  const notFetched = useNotFetched(list?.rows ?? NO_ROWS, staff);
  const place = useRef<HTMLElement>(null);
  const focusGrid = useCallback(() => place.current?.querySelector<HTMLElement>('[role="grid"]')?.focus(), []);
  const newTask = useCallback(() => openTask({ onClosed: focusGrid }), [openTask, focusGrid]);
  /** With the task under the cursor, as it was drawn last. */
  const latest = useRef<OnActive | null>(null);
  const commands = useMemo(
    () =>
      taskCommands({
        singleKeys,
        hasTask: () => latest.current !== null,
        isUndone: () => latest.current?.isUndone === true,
        isInList: (pressed) => isInside(place.current, pressed),
        onNew: newTask,
        onFinish: () => latest.current?.tick(),
        onAssign: () => latest.current?.assign(),
        onAnswer: (how) => latest.current?.answer(how),
        onEdit: () => latest.current?.edit(),
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
  const showAll = useRef(() => chooseView("all"));
  useLayoutEffect(() => {
    showAll.current = () => chooseView("all");
  });
  /** There is work, and none of it is in the view. */
  const isHiding = list !== undefined && list.rows.length === 0 && view !== "done" && list.counts.all > 0;
  useScreenCommands(
    useMemo(
      () =>
        isHiding && from === null
          ? [
              {
                id: "tasks.show-all",
                label: "tasks.view-all",
                section: "view",
                keys: ["Esc"],
                run: () => showAll.current(),
              },
            ]
          : NO_COMMANDS,
      [isHiding, from],
    ),
  );
  const firstId = list?.view === view ? list.rows[0]?.id : undefined;
  useLayoutEffect(() => {
    if (at.id === null && firstId !== undefined) setAt((before) => ({ ...before, id: firstId }));
  }, [at.id, firstId]);
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
  useLayoutEffect(() => {
    latest.current =
      active === undefined
        ? null
        : {
            isUndone: active.done === undefined,
            tick: () => void tick(active),
            assign: () => setAssigning(active.id),
            answer: (how) => answer(active, how),
            edit: () => edit(active.id),
          };
  });
  const { ask: askToPrint, dialog: printDialog } = usePrintMany(usePrintWords());
  usePrintCommand(() => askToPrint(list?.rows.length ?? 0, async () => window.print()));
  if (list === undefined) return <main className="work" id="main" aria-busy="true" />;
  const found = list.rows.findIndex(({ id }) => id === at.id);
  const row = found >= 0 ? found : Math.max(0, Math.min(at.row, list.rows.length - 1));
  /** With the pointer: the keys stay with the list. */
  const tickBox = (task: TaskRow): void => {
    focusGrid();
    void tick(task);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isIme(event) || active === undefined || !matchKeys(event, "Space")) return;
    // held it would undo itself
    if (!event.repeat) void tick(active);
    event.preventDefault();
    event.stopPropagation();
  };
  const close = (): void => {
    setAssigning(null);
    focusGrid();
  };
  return (
    <div className="work">
      <main className="centre" id="main" ref={place}>
        <PaperHead scope={t("words.all-branches")} />
        <header className="page-head">
          <h1>{t("tasks.title")}</h1>
          <nav className="row" aria-label={t("tasks.views")}>
            {TASK_VIEWS.map((id) => (
              <button
                key={id}
                type="button"
                className="tab"
                aria-current={id === view ? "page" : undefined}
                onClick={() => chooseView(id)}
              >
                {t(`tasks.view-${id}`)} <span>{list.counts[id]}</span>
              </button>
            ))}
          </nav>
          <span className="push row">
            {from !== null && (
              <Button keys="Esc" onClick={back}>
                {t("words.way-back")}
              </Button>
            )}
            <Button kind="primary" keys="Ctrl+N" onClick={newTask}>
              {t("tasks.new")}
            </Button>
          </span>
        </header>
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
          <div className="grid-holder">
            <VirtualGrid
              label={t("tasks.title")}
              columns={[
                { id: "text", header: t("words.task.text"), width: "minmax(0, 3fr)" },
                { id: "due", header: t("words.task.due"), width: "minmax(10em, 1fr)" },
                { id: "assignee", header: t("words.task.assignee"), width: "minmax(11em, 1.8fr)" },
                { id: "waiting", header: t("tasks.waiting"), width: "minmax(6em, .8fr)" },
              ]}
              rowCount={list.rows.length}
              rowKey={(index) => list.rows[index]?.id ?? String(index)}
              active={{ row, column: at.column }}
              onActive={(place) => setAt({ ...place, id: list.rows[place.row]?.id ?? null })}
              onOpen={(index) => edit(list.rows[index]?.id)}
              onKeyDown={onKeyDown}
              renderCell={(index, column) => {
                const task = list.rows[index];
                return (
                  task && (
                    <TaskCell
                      task={task}
                      column={column.id}
                      list={list}
                      today={today}
                      notFetched={notFetched.get(task.id)}
                      onTick={() => tickBox(task)}
                    />
                  )
                );
              }}
            />
          </div>
        )}
      </main>
      {printDialog}
      {assigning !== null && (
        <PickDialog
          title={t("tasks.assign")}
          fold={fold}
          closeLabel={t("tasks.cancel")}
          filterLabel={t("tasks.filter")}
          empty={t("tasks.no-match")}
          items={[
            ...colleaguesToChoose(list.house, active?.assignee).map((item) => ({
              ...item,
              chosen: item.value === active?.assignee,
            })),
            { value: NOBODY, label: t("tasks.nobody") },
          ]}
          onPick={(value) =>
            void act({
              command: "task.assign",
              changes: assignTasks([assigning], value === NOBODY ? null : value),
              said:
                value === NOBODY
                  ? { id: "tasks.did-unassign" }
                  : { id: "tasks.did-assign", values: { colleague: list.house.staff.get(value) ?? "" } },
            })
          }
          onClose={close}
        />
      )}
    </div>
  );
}
