/**
 * A table of any length of which only the visible rows exist, and on paper all of them. One tab stop; arrows move between rows, → into
 * the cells; in a narrow window a row has several lines; Home, End and Ctrl with them; Enter opens. Rows keep their real number for assistive tools.
 */
import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from "react";
import { classNames } from "./class-names.ts";
import { FOLD_TRACKS, foldedLines, foldedSpans } from "./folded-row.ts";
import { usePrinting } from "./hooks/use-printing.ts";
import { useRoom } from "./hooks/use-room.ts";
import { isIme } from "./keyboard.ts";
import { type ListPlace, moveByKey } from "./list-keys.ts";

export interface GridColumn {
  readonly id: string;
  readonly header: ReactNode;
  /** A track of `grid-template-columns`, as in `minmax(0, 2fr)`. */
  readonly width: string;
  /** Right-aligned figures. */
  readonly numeric?: boolean;
}

export interface VirtualGridProps {
  readonly label: string;
  readonly columns: readonly GridColumn[];
  readonly rowCount: number;
  readonly renderCell: (row: number, column: GridColumn) => ReactNode;
  readonly rowKey?: (row: number) => string;
  /** In CSS pixels; the density's row height. */
  readonly rowHeight?: number;
  readonly active: ListPlace;
  readonly onActive: (place: ListPlace) => void;
  readonly onOpen?: (row: number) => void;
  /** Further keys of the list, asked before the arrows. */
  readonly onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
  readonly isSelected?: (row: number) => boolean;
  readonly className?: string;
}

/** In CSS pixels, of every further line of a row. */
const FURTHER_LINE = 20;
/** At both ends of a row. */
const PADDING_EM = 3;

export function VirtualGrid(props: VirtualGridProps) {
  const {
    label,
    columns,
    rowCount,
    renderCell,
    rowKey,
    rowHeight: oneLine = 32,
    active,
    onActive,
    onOpen,
    isSelected,
    className,
  } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const isPrinting = usePrinting();
  const room = useRoom(scroller) - PADDING_EM;
  const lines = isPrinting
    ? [columns.length]
    : foldedLines(
        columns.map(({ width }) => width),
        room,
      );
  const isFolded = lines.length > 1;
  const spans = foldedSpans(lines);
  const more = (lines.length - 1) * FURTHER_LINE;
  const rowHeight = oneLine + more;
  const virtual = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollPaddingStart: oneLine + more,
    // the active row always exists, because the grid names it to assistive tools
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), ...(active.row < rowCount ? [active.row] : [])])].sort(
        (a, b) => a - b,
      ),
  });
  useEffect(() => {
    if (rowCount > 0) virtual.scrollToIndex(active.row);
  }, [active.row, rowCount, virtual]);

  useEffect(() => {
    if (rowHeight > 0) virtual.measure();
  }, [rowHeight, virtual]);

  const template = isFolded
    ? `repeat(${FOLD_TRACKS}, minmax(0, 1fr))`
    : columns.map((column) => column.width).join(" ");
  const spanOf = (index: number) => (isFolded ? { style: { gridColumn: `span ${spans[index] ?? FOLD_TRACKS}` } } : {});
  const place = (row: number, column: number): string => `${id}-${row}-${column}`;

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    props.onKeyDown?.(event);
    if (event.defaultPrevented || isIme(event) || event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 1);
    const next = moveByKey(event.nativeEvent, active, { rows: rowCount, columns: columns.length, page });
    if (next !== null) onActive(next);
    else if (event.key === "Enter" && onOpen && rowCount > 0) onOpen(active.row);
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={rowCount + 1}
      aria-colcount={columns.length}
      aria-activedescendant={rowCount > 0 ? place(active.row, active.column) : undefined}
      tabIndex={0}
      className={classNames("grid scroll", isFolded && "grid-folded", className)}
      onKeyDown={onKeyDown}
    >
      <div role="row" aria-rowindex={1} className="grid-head" style={{ gridTemplateColumns: template }}>
        {columns.map((column, index) => (
          <span
            key={column.id}
            role="columnheader"
            className={classNames("clip", column.numeric && "nums")}
            {...spanOf(index)}
          >
            {column.header}
          </span>
        ))}
      </div>
      <div role="rowgroup" className="grid-body" style={{ height: virtual.getTotalSize() }}>
        {(isPrinting ? everyRow(rowCount) : virtual.getVirtualItems()).map((item) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the grid, which has the focus, takes the keys
          <div
            // not told to the virtualizer, which would ask it of all rows at every drawing
            key={rowKey?.(item.index) ?? item.key}
            id={place(item.index, -1)}
            role="row"
            aria-rowindex={item.index + 2}
            aria-selected={isSelected?.(item.index) ?? item.index === active.row}
            data-active={item.index === active.row || undefined}
            className="grid-row"
            style={{
              gridTemplateColumns: template,
              ...("size" in item && { height: item.size, transform: `translateY(${item.start}px)` }),
            }}
            onClick={() => onActive({ row: item.index, column: -1 })}
            onDoubleClick={() => onOpen?.(item.index)}
          >
            {columns.map((column, index) => (
              <span
                key={column.id}
                id={place(item.index, index)}
                role="gridcell"
                data-active={(item.index === active.row && index === active.column) || undefined}
                className={classNames("clip", column.numeric && "nums")}
                {...spanOf(index)}
              >
                {renderCell(item.index, column)}
              </span>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

/** One below the other, as paper has them. */
export const everyRow = (count: number): readonly { readonly index: number; readonly key: number }[] =>
  Array.from({ length: count }, (_, index) => ({ index, key: index }));
