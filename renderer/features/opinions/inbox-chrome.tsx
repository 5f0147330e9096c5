/** What frames the list: the views with their counts, the way to the mail, and the keys or what the selected are to. */

import { MailOpen } from "lucide-react";
import type { Ref } from "react";
import { VIEWS, type ViewId } from "#shared/analysis/lists/inbox-views.ts";
import { useMailWaiting } from "../../desk-services/day/use-mail-waiting.ts";
import { useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { ViewTabs } from "../../ui/page-tabs.tsx";
import type { OpinionActs } from "./opinion-acts.ts";
import type { OpinionRow } from "./opinion-queries.ts";
import { titlesOf } from "./opinion-words.ts";

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
    <ViewTabs
      label={t("opinions.views")}
      current={view}
      views={VIEWS.map((id) => ({
        id,
        label: t(`opinions.view-${id}`),
        count: counts[id],
        isLate: id === "late" && counts.late > 0,
      }))}
      onView={onView}
    />
  );
}

/** The way to what came and is not registered. */
export function MailWaiting({
  place,
  singleKeys,
  onOpen,
}: {
  readonly place: Ref<HTMLDivElement>;
  readonly singleKeys: boolean;
  readonly onOpen: () => void;
}) {
  const t = useT();
  const count = useMailWaiting();
  return (
    <div className="inbox-mail" ref={place}>
      <Button size="small" icon={MailOpen} {...(singleKeys && { keys: "M" })} onClick={onOpen}>
        {count === 0 ? t("commands.mail") : t("words.mail-waiting", { count })}
      </Button>
    </div>
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

/** Stands under the list while opinions are selected: how many and which, what can be done, and undo. */
export function BulkBar({
  rows,
  acts,
  onClear,
  onUndo,
}: {
  rows: readonly OpinionRow[];
  acts: OpinionActs;
  onClear: () => void;
  onUndo: () => void;
}) {
  const t = useT();
  return (
    <section className="keys bulk" aria-label={t("opinions.bulk")}>
      <b aria-live="polite" className="clip" title={titlesOf(rows, t)}>
        {t("opinions.selected", { count: rows.length })}
      </b>
      <Button size="small" onClick={() => acts.ask("assign")}>
        {t("opinions.assign")}
      </Button>
      <Button size="small" onClick={() => acts.ask("status")}>
        {t("opinions.status")}
      </Button>
      <Button size="small" onClick={() => acts.ask("tag")}>
        {t("opinions.tag")}
      </Button>
      <Button size="small" onClick={() => void acts.close()}>
        {t("opinions.close")}
      </Button>
      <Button size="small" kind="quiet" onClick={onUndo}>
        {t("opinions.undo")}
      </Button>
      <Button size="small" kind="quiet" keys="Esc" onClick={onClear}>
        {t("opinions.clear")}
      </Button>
    </section>
  );
}
