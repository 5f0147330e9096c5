/**
 * What is done with a row of open work: finished, or put off to the next open day, a task of a later day to the one
 * after that. Opinions are only put off.
 */

import type { DueWork } from "../../../db/lists/today-work.ts";
import { edit } from "../../../db/write/changes.ts";
import { finishTasks } from "../../../db/write/task-form.ts";
import { useNamesInFull } from "../../../desk-services/use-reader-names.ts";
import { useT } from "../../../i18n/use-t.ts";
import { taskText } from "../../../words/things-named.ts";
import { useDeskActions, useDeskDeps } from "../desk-context.ts";
import { readNextOpenDay } from "./contact-acts.ts";
import { withoutName } from "./shown-names.ts";

interface WorkActs {
  /** Tells whether it was written. */
  readonly finish: (item: DueWork) => Promise<boolean>;
  readonly later: (item: DueWork) => Promise<boolean>;
}

export function useWorkActs(): WorkActs {
  const t = useT();
  const deps = useDeskDeps();
  const actions = useDeskActions();
  const inFull = useNamesInFull();
  const textOf = (item: DueWork): string => {
    const text = item.kind === "opinion" ? (item.row.title ?? item.row.text ?? "") : taskText(item.row, t);
    return inFull ? text : withoutName(text, item.reader ?? item.stranger);
  };
  return {
    finish: async (item) => {
      if (item.kind === "opinion") return false;
      const { staff } = deps.place();
      const begun = await deps.acts.run({
        command: "task.done",
        changes: finishTasks([item.id], deps.services.clock.now(), staff),
        said: { id: "desk.task-done" },
        detail: textOf(item),
        onUndo: actions.undoing,
      });
      return begun !== null;
    },
    later: async (item) => {
      const day = await readNextOpenDay(deps, item.kind === "opinion" ? undefined : item.due);
      const [command, change] =
        item.kind === "opinion"
          ? (["feedback.snooze", edit("feedback", item.id, { snoozedUntil: day })] as const)
          : (["task.later", edit("task", item.id, { due: day })] as const);
      const begun = await deps.acts.run({
        command,
        changes: [change],
        said: { id: "today.did-later", values: { day: deps.format().shownDay(day) } },
        detail: textOf(item),
        onUndo: actions.undoing,
      });
      return begun !== null;
    },
  };
}
