/** The head of a column by which the list can be put in order. A press leaves the focus in the list. */
import { ArrowDown, ArrowUp } from "lucide-react";
import { useT } from "../../../i18n/use-t.ts";
import type { ReaderOrderBy } from "../../../platform/worker/reader-list-api.ts";
import { PickDialog } from "../../../ui/dialogs/pick-dialog.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { columnLabel, isOrdered, type ListColumn } from "./list-columns.ts";
import type { OrderNow } from "./list-order.ts";

interface OrderHeadProps {
  readonly column: ListColumn;
  readonly order: OrderNow["shown"];
  readonly onChoose: (by: ReaderOrderBy) => void;
}

export function OrderHead({ column, order, onChoose }: OrderHeadProps) {
  const t = useT();
  const label = t(columnLabel(column));
  if (!isOrdered(column)) return label;
  return (
    <button
      type="button"
      className="order-head"
      // the keys are the list's
      tabIndex={-1}
      title={t("readers.order-by", { column: label })}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onChoose(column)}
    >
      {label}
      {order?.by === column && <Icon icon={order.isDown ? ArrowDown : ArrowUp} />}
    </button>
  );
}

interface OrderDialogProps {
  readonly columns: readonly ListColumn[];
  readonly order: OrderNow["shown"];
  readonly onChoose: (by: ReaderOrderBy) => void;
  readonly onClose: () => void;
}

/** By keys: the columns that are shown, and once more the same for the other way round. */
export function OrderDialog({ columns, order, onChoose, onClose }: OrderDialogProps) {
  const t = useT();
  const ordered = columns.filter(isOrdered);
  return (
    <PickDialog
      title={t("readers.order")}
      closeLabel={t("batch.close")}
      filterLabel={t("readers.type-to-find")}
      empty={t("readers.order-none")}
      items={ordered.map((column) => ({
        value: column,
        label: t(columnLabel(column)),
        chosen: order?.by === column,
        ...(order?.by === column && { hint: t("readers.order-turn") }),
      }))}
      onPick={(value) => {
        const column = ordered.find((each) => each === value);
        if (column !== undefined) onChoose(column);
      }}
      onClose={onClose}
    />
  );
}
