/** Over the rows: of how many readers these are, in which order, and which columns are shown. */
import { Columns3, Send } from "lucide-react";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import type { ReaderList } from "../readers-in-view.ts";
import { ALL_COLUMNS, columnLabel, type ListColumn } from "./list-columns.ts";
import type { OrderNow } from "./list-order.ts";

interface ListBarProps {
  readonly list: ReaderList | undefined;
  readonly order: OrderNow["shown"];
  /** The order in which a number lists its own. */
  readonly own: "figure" | "outreach" | null;
  /** Of those behind the figure, who stays away with the whole group. */
  readonly alike: number;
  readonly chosen: readonly ListColumn[];
  readonly shown: readonly ListColumn[];
  readonly onAll: () => void;
  readonly onOutreach: () => void;
  readonly onColumns: () => void;
}

export function ListBar({ list, order, own, alike, chosen, shown, onAll, onOutreach, onColumns }: ListBarProps) {
  const t = useT();
  const format = useFormat();
  const inOrder =
    order === null
      ? t(own === null ? "readers.order-best" : `readers.order-${own}`)
      : order.by === "name" && !order.isDown
        ? t("readers.order-name")
        : t("readers.order-of", { column: t(columnLabel(order.by)), way: order.isDown ? "down" : "up" });
  return (
    <div className="list-bar no-print">
      {list !== undefined && !list.isWhole && list.failure === null && (
        <button type="button" className="link meta" onClick={onAll}>
          {t("readers.share-of-all", {
            all: list.all,
            share: list.all === 0 ? "–" : format.percent(Math.round((list.total / list.all) * 1000) / 1000),
          })}
        </button>
      )}
      {alike > 0 && <span className="meta">{t("figures.alike-count", { count: alike })}</span>}
      <span className="meta" aria-live="polite">
        {inOrder}
      </span>
      <Button
        size="small"
        kind="quiet"
        icon={Send}
        className="push"
        disabled={list === undefined || list.total === 0}
        onClick={onOutreach}
      >
        {t("batch.outreach")}
      </Button>
      <Button
        size="small"
        kind="quiet"
        icon={Columns3}
        {...(shown.length < chosen.length && { title: t("readers.columns-narrow") })}
        onClick={onColumns}
      >
        {t("readers.columns", { shown: shown.length, all: ALL_COLUMNS.length })}
      </Button>
    </div>
  );
}
