/**
 * The rows of the list of readers, with the boxes before the names and the heads by which it is put in order. The same
 * wherever readers are listed.
 */
import type { KeyboardEvent, ReactNode, RefObject } from "react";
import { useLocation } from "wouter";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useLocale, useT } from "../../../i18n/use-t.ts";
import type { ReaderOrderBy } from "../../../platform/worker/reader-list-api.ts";
import { isIme } from "../../../ui/keyboard.ts";
import { type GridColumn, VirtualGrid } from "../../../ui/virtual-grid.tsx";
import type { ReaderList } from "../readers-in-view.ts";
import { ChooseBox } from "./choose-box.tsx";
import { type ChosenReaders, useListed } from "./chosen-readers.ts";
import type { FigureColumns } from "./figure-columns.tsx";
import { isNumber, type ListColumn, widthOf } from "./list-columns.ts";
import type { ListCursor } from "./list-cursor.ts";
import type { OrderNow } from "./list-order.ts";
import { OrderHead } from "./order-head.tsx";
import { ReaderCell } from "./reader-cell.tsx";
import { useRowFacts } from "./row-facts.ts";

interface ReaderGridProps {
  readonly label: string;
  readonly list: ReaderList | undefined;
  readonly columns: readonly ListColumn[];
  readonly cursor: ListCursor;
  readonly chosen: ChosenReaders;
  /** Of the figure that the list is behind, after the names. */
  readonly figure: FigureColumns;
  readonly order: OrderNow["shown"];
  readonly onOrder: (by: ReaderOrderBy) => void;
  readonly holder: RefObject<HTMLDivElement | null>;
  readonly focusList: () => void;
  readonly onOpen: (index: number, held?: string) => void;
}

export function ReaderGrid(props: ReaderGridProps) {
  const { label, list, columns, cursor, chosen, figure, order, onOrder, holder, focusList, onOpen } = props;
  const t = useT();
  const locale = useLocale();
  const house = useHouse();
  const [, navigate] = useLocation();
  const { singleKeys = true } = useDeviceSettings();
  const facts = useRowFacts(list, columns);
  const total = list?.total ?? 0;
  const listed = useListed(list, chosen.ids) ?? chosen.ids.size;
  const isAll = total > 0 && listed >= total;
  const own = columns.map((id): GridColumn => {
    const head = <OrderHead key={id} column={id} order={order} onChoose={onOrder} />;
    return {
      id,
      width: widthOf(id),
      numeric: isNumber(id),
      ...(order?.by === id && { sort: order.isDown ? "descending" : "ascending" }),
      header:
        id === "name" ? (
          <span className="choose">
            <ChooseBox
              label={t("readers.choose-all")}
              checked={isAll}
              isPart={chosen.ids.size > 0 && !isAll}
              onChoose={() => {
                if (isAll) chosen.clear();
                else void chosen.addAll();
                focusList();
              }}
            />
            {head}
          </span>
        ) : (
          head
        ),
    };
  });
  const heads = [...own.slice(0, 1), ...figure.columns, ...own.slice(1)];
  const cellOf = (index: number, column: string): ReactNode => {
    const reader = list?.rowAt(index);
    if (reader === undefined) return <span className="soft">…</span>;
    if (figure.columns.some(({ id }) => id === column)) {
      const text = figure.cellOf(reader.id, column);
      return <span title={text}>{text}</span>;
    }
    const cell = (
      <ReaderCell
        reader={reader}
        column={column}
        house={house}
        locale={locale}
        facts={facts}
        onOpenWork={() => navigate(`/readers/${reader.id}`)}
      />
    );
    if (column !== "name") return cell;
    return (
      <span className="choose">
        <ChooseBox
          label={t("readers.choose-one", { name: reader.name ?? t("words.no-name") })}
          checked={chosen.ids.has(reader.id)}
          onChoose={(isRange) => {
            if (isRange) void chosen.addRange(cursor.place.row, index);
            else chosen.toggle(reader.id);
            focusList();
          }}
        />
        {cell}
      </span>
    );
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (isIme(event) || event.ctrlKey || event.altKey || event.metaKey || !event.shiftKey) return;
    // the arrow itself then moves on
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const { row } = cursor.place;
    if (step !== 0) void chosen.addRange(row, Math.max(0, Math.min(total - 1, row + step)));
  };
  return (
    <div className="grid-holder no-print" ref={holder}>
      <VirtualGrid
        label={label}
        columns={heads}
        rowCount={total}
        active={cursor.place}
        onActive={cursor.moveTo}
        onOpen={(index) => onOpen(index, index === cursor.place.row ? cursor.id : undefined)}
        onKeyDown={onKeyDown}
        multiple
        singleKeys={singleKeys}
        isSelected={(index) => chosen.ids.has(list?.idAt(index) ?? "")}
        renderCell={(index, column) => cellOf(index, column.id)}
      />
    </div>
  );
}
