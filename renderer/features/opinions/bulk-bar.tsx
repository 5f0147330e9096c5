/** Stands under the list while opinions are selected: how many and which, what can be done, and undo. */
import { useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import type { OpinionActs } from "./opinion-acts.ts";
import type { OpinionRow } from "./opinion-queries.ts";
import { titlesOf } from "./opinion-words.ts";

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
      <Button size="small" onClick={() => acts.pick("assign")}>
        {t("opinions.assign")}
      </Button>
      <Button size="small" onClick={() => acts.pick("status")}>
        {t("opinions.status")}
      </Button>
      <Button size="small" onClick={() => acts.pick("tag")}>
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
