/** What frames the list: the views with their counts, and the keys. */

import { VIEWS, type ViewId } from "#shared/analysis/lists/inbox-views.ts";
import { useT } from "../../i18n/use-t.ts";
import { classNames } from "../../ui/class-names.ts";
import { Kbd } from "../../ui/kbd.tsx";

export function InboxTabs({
  view,
  counts,
  onView,
}: {
  view: ViewId;
  counts: Readonly<Record<ViewId, number>>;
  onView: (view: ViewId) => void;
}) {
  const t = useT();
  return (
    <nav className="tabs" aria-label={t("opinions.views")}>
      {VIEWS.map((id) => (
        <button
          key={id}
          type="button"
          className={classNames("tab", id === "late" && counts.late > 0 && "late")}
          aria-current={id === view ? "page" : undefined}
          onClick={() => onView(id)}
        >
          {t(`opinions.view-${id}`)} <span>{counts[id]}</span>
        </button>
      ))}
    </nav>
  );
}

const HINTS = [
  [["J", "K"], "opinions.hint-move"],
  [["A"], "opinions.assign"],
  [["S"], "opinions.status"],
  [["P"], "opinions.priority"],
  [["L"], "opinions.tag"],
  [["H"], "opinions.hint-snooze"],
  [["R"], "opinions.answer"],
  [["E"], "opinions.hint-close"],
  [["X"], "opinions.hint-select"],
  [["U"], "opinions.undo"],
] as const;

export function KeyHints() {
  const t = useT();
  return (
    <div className="keys" role="note" aria-label={t("opinions.keys")}>
      {HINTS.map(([keys, label]) => (
        <span key={label}>
          {keys.map((key) => (
            <Kbd key={key} keys={key} />
          ))}
          {t(label)}
        </span>
      ))}
    </div>
  );
}
