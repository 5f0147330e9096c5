/** Which columns the list has on this computer, and in what order: boxes, and Alt with the arrows or buttons to move. */
import { ArrowDown, ArrowUp } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { useT } from "../../../i18n/use-t.ts";
import { Button, IconButton } from "../../../ui/button.tsx";
import { Checkbox } from "../../../ui/checkbox.tsx";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { matchKeys } from "../../../ui/keyboard.ts";
import { columnLabel, columnsToChoose, type ListColumn, PRINTED_COLUMNS } from "./list-columns.ts";

interface ColumnsDialogProps {
  readonly shown: readonly ListColumn[];
  readonly onChange: (shown: readonly ListColumn[]) => void;
  readonly onClose: () => void;
}

export function ColumnsDialog({ shown, onChange, onClose }: ColumnsDialogProps) {
  const t = useT();
  // the order stays while the dialog is open: a box that is taken out does not run away under the hand
  const [order, setOrder] = useState(() => columnsToChoose(shown));
  const list = useRef<HTMLUListElement>(null);
  const boxOf = (column: ListColumn | undefined): HTMLElement | null | undefined =>
    list.current?.querySelector<HTMLElement>(`[data-column="${column ?? ""}"] input`);

  const move = (column: ListColumn, step: 1 | -1): void => {
    const from = order.indexOf(column);
    const to = from + step;
    // the name is the first
    if (column === "name" || to < 1 || to >= order.length) return;
    const next = order.toSpliced(from, 1).toSpliced(to, 0, column);
    setOrder(next);
    onChange(next.filter((each) => shown.includes(each)));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, column: ListColumn): void => {
    const at = order.indexOf(column);
    if (matchKeys(event, "Alt+↑")) move(column, -1);
    else if (matchKeys(event, "Alt+↓")) move(column, 1);
    else if (matchKeys(event, "↑")) boxOf(order[at - 1])?.focus();
    else if (matchKeys(event, "↓")) boxOf(order[at + 1])?.focus();
    else return;
    event.preventDefault();
  };
  return (
    <Dialog
      open
      title={t("readers.columns-title")}
      closeLabel={t("batch.close")}
      onClose={onClose}
      footer={
        <footer>
          <Button
            onClick={() => {
              setOrder(columnsToChoose(PRINTED_COLUMNS));
              onChange(PRINTED_COLUMNS);
            }}
          >
            {t("readers.columns-usual")}
          </Button>
          <Button kind="primary" onClick={onClose}>
            {t("readers.columns-done")}
          </Button>
        </footer>
      }
    >
      <p className="soft">{t("readers.columns-hint")}</p>
      <ul className="list" ref={list}>
        {order.map((column, index) => (
          <li key={column} className="line" data-column={column}>
            <span className="grow">
              <Checkbox
                checked={shown.includes(column)}
                disabled={column === "name"}
                onChange={(event) =>
                  onChange(order.filter((each) => (each === column ? event.target.checked : shown.includes(each))))
                }
                onKeyDown={(event) => onKeyDown(event, column)}
              >
                {t(columnLabel(column))}
              </Checkbox>
            </span>
            {column !== "name" && (
              <>
                <IconButton
                  icon={ArrowUp}
                  label={t("readers.column-up", { column: t(columnLabel(column)) })}
                  keys="Alt+↑"
                  disabled={index <= 1}
                  onClick={() => move(column, -1)}
                />
                <IconButton
                  icon={ArrowDown}
                  label={t("readers.column-down", { column: t(columnLabel(column)) })}
                  keys="Alt+↓"
                  disabled={index === order.length - 1}
                  onClick={() => move(column, 1)}
                />
              </>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
