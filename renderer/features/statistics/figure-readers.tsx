/**
 * The readers behind a number, each with the reason in words, and what can be done about it: open, or a task for
 * whoever is responsible.
 */
import { ListTodo, UserRound } from "lucide-react";
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useLocation } from "wouter";
import { addDays } from "#shared/kernel/day.ts";
import { uuidV7 } from "#shared/kernel/ids.ts";
import { useAct } from "../../acts/use-acts.ts";
import { createTask, NEW_TASK } from "../../db/write/task-form.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useTaskSheet } from "../../desk-services/open-task-sheet.ts";
import { PaperHead } from "../../desk-services/paper/paper-head.tsx";
import { usePrintWords } from "../../desk-services/paper/print-words.ts";
import { usePrintCommand } from "../../desk-services/paper/use-print-command.ts";
import { useScreenCommands } from "../../desk-services/screen-commands.ts";
import { useServices } from "../../desk-services/services.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import type { Figure, StatisticsAsked } from "../../platform/worker/statistics-api.ts";
import { Button } from "../../ui/button.tsx";
import { usePrintMany } from "../../ui/dialogs/print-many.tsx";
import { takeFocus } from "../../ui/dialogs/take-focus.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { matchKeys } from "../../ui/keyboard.ts";
import { VirtualGrid } from "../../ui/virtual-grid.tsx";
import { monthText } from "../../words/things-named.ts";
import { useFigureColumns } from "./figure-columns.tsx";
import { useFigureWords } from "./figure-words.ts";
import { type ListedReader, useFigureReaders } from "./use-figure-readers.ts";

/** More than this at once is an outreach, not a morning's work. */
const MOST_TASKS = 200;
/** Days until the task is due. */
const TASK_DAYS = 7;

export function FigureReaders({
  asked,
  figure,
  onBack,
}: {
  asked: StatisticsAsked;
  figure: Figure;
  onBack: () => void;
}) {
  const t = useT();
  const house = useHouse();
  const figureText = useFigureWords();
  const { columns, cellOf, whyOf } = useFigureColumns(figure);
  const [, navigate] = useLocation();
  const openTask = useTaskSheet();
  const giveTasks = useTasksForEach();
  const { singleKeys = true } = useDeviceSettings();
  const grid = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState({ row: 0, column: -1 });
  const list = useFigureReaders(asked, figure);
  const { total, alike } = list ?? { total: 0, alike: 0 };
  const row = Math.max(0, Math.min(active.row, total - 1));
  const current = list?.at(row);
  const isListed = total > 0;
  const { ask: askToPrint, dialog: printDialog } = usePrintMany(usePrintWords());
  const print = async (): Promise<void> => {
    await list?.hold();
    window.print();
  };
  usePrintCommand(() => askToPrint(total, print));
  // an absence that the whole group shares says nothing about the reader
  const forTasks = total - alike;
  const giveAll = async (): Promise<void> => {
    const all = (await list?.all()) ?? [];
    await giveTasks(
      figure,
      all.filter((reader) => reader.alike === undefined),
      whyOf,
    );
  };
  useEffect(() => {
    if (isListed) takeFocus(grid.current, "grid");
  }, [isListed]);

  const taskFor = useCallback(
    (reader: ListedReader | undefined): void => {
      if (reader !== undefined)
        openTask({
          about: { kind: "reader", id: reader.id },
          reader: reader.id,
          onClosed: () => grid.current?.querySelector<HTMLElement>('[role="grid"]')?.focus(),
        });
    },
    [openTask],
  );
  useScreenCommands(
    useMemo(
      () => [
        {
          id: "statistics.task",
          label: "statistics.task",
          section: "reader",
          enabled: () => current !== undefined,
          run: () => taskFor(current),
        },
        { id: "statistics.back", label: "statistics.back", section: "view", run: onBack },
      ],
      [onBack, taskFor, current],
    ),
  );
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (singleKeys && matchKeys(event, "T")) taskFor(current);
    else if (matchKeys(event, "Esc")) onBack();
    else return;
    event.preventDefault();
  };
  return (
    <main className="work centre" id="main" aria-busy={list === undefined}>
      <PaperHead
        scope={(asked.branch === null ? undefined : house.branches.get(asked.branch)) ?? t("words.all-branches")}
        period={monthText(asked.month, t)}
      />
      <header className="page-head">
        <h1 className="nowrap">{figureText(figure)}</h1>
        <span className="soft" aria-live="polite">
          {list?.failure === null && t("statistics.persons", { count: total })}
          {alike > 0 && ` · ${t("figures.alike-count", { count: alike })}`}
        </span>
        <span className="push row">
          <Button onClick={onBack} keys="Esc">
            {t("statistics.back")}
          </Button>
          <Button
            icon={ListTodo}
            {...(singleKeys && { keys: "T" })}
            disabled={current === undefined}
            onClick={() => taskFor(current)}
          >
            {t("statistics.task")}
          </Button>
          <Button
            kind="primary"
            icon={ListTodo}
            disabled={forTasks === 0 || forTasks > MOST_TASKS}
            onClick={() => void giveAll()}
          >
            {t("statistics.task-each")}
          </Button>
        </span>
      </header>
      {list !== undefined && list.failure !== null ? (
        <EmptyState icon={UserRound} action={<Button onClick={list.again}>{t("statistics.again")}</Button>}>
          {t("statistics.failed", { reason: list.failure })}
        </EmptyState>
      ) : list !== undefined && !isListed ? (
        <EmptyState icon={UserRound} action={<Button onClick={onBack}>{t("statistics.back")}</Button>}>
          {t("statistics.nobody")}
        </EmptyState>
      ) : (
        <div className="grid-holder" ref={grid}>
          <VirtualGrid
            label={figureText(figure)}
            columns={columns}
            rowCount={total}
            rowKey={(index) => list?.at(index)?.id ?? String(index)}
            active={{ row, column: active.column }}
            onActive={setActive}
            onOpen={(index) => {
              const reader = list?.at(index);
              if (reader !== undefined) navigate(`/readers/${reader.id}`);
            }}
            onKeyDown={onKeyDown}
            renderCell={(index, column) => {
              const reader = list?.at(index);
              return reader === undefined ? "…" : cellOf(reader, column.id);
            }}
          />
        </div>
      )}
      {printDialog}
    </main>
  );
}

/** A task for the responsible colleague of each, or for nobody in particular; one command, so one undo. */
function useTasksForEach(): (
  figure: Figure,
  readers: readonly ListedReader[],
  whyOf: (reader: ListedReader) => string,
) => Promise<void> {
  const t = useT();
  const act = useAct();
  const format = useFormat();
  const { clock, random } = useServices();
  const { staff } = useDeviceSettings();
  const figureText = useFigureWords();
  return async (figure, readers, whyOf) => {
    const now = clock.now();
    const due = addDays(format.day(now), TASK_DAYS);
    const changes = readers.flatMap((reader) =>
      createTask(
        {
          ...NEW_TASK,
          text: t("statistics.task-text", { name: reader.name, figure: figureText(figure), why: whyOf(reader) }),
          due,
          assignee: reader.owner ?? "",
        },
        { id: uuidV7(now, random), about: { kind: "reader", id: reader.id }, reader: reader.id, staff },
      ),
    );
    await act({
      command: "task.add-each",
      changes,
      said: { id: "statistics.did-tasks", values: { count: readers.length } },
    });
  };
}
