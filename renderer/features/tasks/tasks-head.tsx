/** The head of the list of tasks: its views with their counts, the way back, and a new one. */
import { TASK_VIEWS, type TaskView } from "#shared/analysis/lists/task-views.ts";
import { useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";

export interface TasksHeadProps {
  readonly view: TaskView;
  readonly counts: Readonly<Record<TaskView, number>>;
  readonly onView: (view: TaskView) => void;
  /** Null where no other screen led here. */
  readonly onBack: (() => void) | null;
  readonly onNew: () => void;
}

export function TasksHead({ view, counts, onView, onBack, onNew }: TasksHeadProps) {
  const t = useT();
  return (
    <header className="page-head">
      <h1>{t("tasks.title")}</h1>
      <nav className="row" aria-label={t("tasks.views")}>
        {TASK_VIEWS.map((id) => (
          <button
            key={id}
            type="button"
            className="tab"
            aria-current={id === view ? "page" : undefined}
            onClick={() => onView(id)}
          >
            {t(`tasks.view-${id}`)} <span>{counts[id]}</span>
          </button>
        ))}
      </nav>
      <span className="push row">
        {onBack !== null && (
          <Button keys="Esc" onClick={onBack}>
            {t("words.way-back")}
          </Button>
        )}
        <Button kind="primary" keys="Ctrl+N" onClick={onNew}>
          {t("tasks.new")}
        </Button>
      </span>
    </header>
  );
}
