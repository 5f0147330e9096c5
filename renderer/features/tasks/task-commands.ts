/** The list's commands for the task under the cursor. Letters act only while it has the focus, and not where they are off. */
import type { DeskCommand } from "../../platform/command.ts";
import type { TaskRow } from "./task-queries.ts";
import { TASK_ANSWERS, type TaskAnswer } from "./use-task-answer.ts";

export interface TaskCommandsOn {
  readonly singleKeys: boolean;
  /** The one under the cursor, as it was drawn last. */
  readonly task: () => TaskRow | undefined;
  /** The key was pressed in the list. */
  readonly isInList: (pressed: EventTarget | null) => boolean;
  readonly onNew: () => void;
  readonly onFinish: (task: TaskRow) => void;
  readonly onAssign: (task: TaskRow) => void;
  readonly onAnswer: (task: TaskRow, answer: TaskAnswer) => void;
  readonly onEdit: (task: TaskRow) => void;
}

const ANSWER_KEYS: Readonly<Record<TaskAnswer, string>> = { accept: "Y", return: "R" };

export function taskCommands(on: TaskCommandsOn): readonly DeskCommand[] {
  const section = "tools" as const;
  const letter = (key: string): readonly string[] => (on.singleKeys ? [key] : []);
  const ofTask = { section, isAt: on.isInList, enabled: () => on.task() !== undefined };
  const onTask = (run: (task: TaskRow) => void) => (): void => {
    const task = on.task();
    if (task !== undefined) run(task);
  };
  return [
    { id: "task.new", label: "tasks.new", section, keys: ["Ctrl+N"], inFields: true, run: on.onNew },
    // as on Today: E completes, and nothing else
    {
      ...ofTask,
      id: "task.finish",
      label: "tasks.finish",
      keys: letter("E"),
      enabled: () => on.task() !== undefined && on.task()?.done === undefined,
      run: onTask(on.onFinish),
    },
    { ...ofTask, id: "task.assign", label: "tasks.assign", keys: letter("A"), run: onTask(on.onAssign) },
    ...TASK_ANSWERS.map(
      (how): DeskCommand => ({
        ...ofTask,
        id: `task.${how}`,
        label: `tasks.${how}`,
        keys: letter(ANSWER_KEYS[how]),
        run: onTask((task) => on.onAnswer(task, how)),
      }),
    ),
    { ...ofTask, id: "task.edit", label: "tasks.edit", keys: ["F2"], run: onTask(on.onEdit) },
  ];
}
