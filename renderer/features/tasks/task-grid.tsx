/** The list of tasks as a grid; Space ticks the one under the cursor, the other keys are commands. */
import type { KeyboardEvent } from "react";
import { useT } from "../../i18n/use-t.ts";
import { isIme, matchKeys } from "../../ui/keyboard.ts";
import type { ListPlace } from "../../ui/list-keys.ts";
import { VirtualGrid } from "../../ui/virtual-grid.tsx";
import { TaskCell } from "./task-cell.tsx";
import type { TaskList, TaskRow } from "./task-queries.ts";
import { useNotFetched } from "./use-not-fetched.ts";

/**
 * The cursor stays at its task until a person moves it, also when the task is done: the next key never meets another.
 */
export interface TaskPlace extends ListPlace {
  readonly id: string | null;
}

export interface TaskGridProps {
  readonly list: TaskList;
  readonly at: TaskPlace;
  readonly today: string;
  readonly staff: string | undefined;
  readonly onMove: (to: TaskPlace) => void;
  readonly onOpen: (task: string | undefined) => void;
  readonly onTick: (task: TaskRow) => void;
  /** With the pointer. */
  readonly onTickBox: (task: TaskRow) => void;
}

export function TaskGrid({ list, at, today, staff, onMove, onOpen, onTick, onTickBox }: TaskGridProps) {
  const t = useT();
  const { rows } = list;
  const notFetched = useNotFetched(rows, staff);
  const found = rows.findIndex(({ id }) => id === at.id);
  const row = found >= 0 ? found : Math.max(0, Math.min(at.row, rows.length - 1));
  const onKeyDown = (event: KeyboardEvent): void => {
    const active = rows[found];
    if (isIme(event) || active === undefined || !matchKeys(event, "Space")) return;
    // held it would undo itself
    if (!event.repeat) onTick(active);
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="grid-holder">
      <VirtualGrid
        label={t("tasks.title")}
        columns={[
          { id: "text", header: t("words.task.text"), width: "minmax(0, 3fr)" },
          { id: "due", header: t("words.task.due"), width: "minmax(10em, 1fr)" },
          { id: "assignee", header: t("words.task.assignee"), width: "minmax(11em, 1.8fr)" },
          { id: "waiting", header: t("tasks.waiting"), width: "minmax(6em, .8fr)" },
        ]}
        rowCount={rows.length}
        rowKey={(index) => rows[index]?.id ?? String(index)}
        active={{ row, column: at.column }}
        onActive={(place) => onMove({ ...place, id: rows[place.row]?.id ?? null })}
        onOpen={(index) => onOpen(rows[index]?.id)}
        onKeyDown={onKeyDown}
        renderCell={(index, column) => {
          const task = rows[index];
          return (
            task && (
              <TaskCell
                task={task}
                column={column.id}
                list={list}
                today={today}
                notFetched={notFetched.get(task.id)}
                onTick={() => onTickBox(task)}
              />
            )
          );
        }}
      />
    </div>
  );
}
