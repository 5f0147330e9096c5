/**
 * A table of any length of which only the visible rows exist, and on paper all of them. One tab stop; arrows move between rows, → into
 * the cells; in a narrow window a row has several lines; Home, End and Ctrl with them; Enter opens. Rows keep their real number for assistive tools.
 * A row may have a heading above it, and one may be open as a form, in its place.
 */
import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import {
  Fragment,
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { classNames } from "./class-names.ts";
import { FOLD_TRACKS, foldedLines, foldedSpans } from "./folded-row.ts";
import { usePrinting } from "./hooks/use-printing.ts";
import { useRoom } from "./hooks/use-room.ts";
import { isIme } from "./keyboard.ts";
import { type ListPlace, moveByKey, withLetters } from "./list-keys.ts";

export interface GridColumn {
  readonly id: string;
  readonly header: ReactNode;
  /** A track of `grid-template-columns`, as in `minmax(0, 2fr)`. */
  readonly width: string;
  /** Right-aligned figures. */
  readonly numeric?: boolean;
  /** Where the rows stand in the order of this column. */
  readonly sort?: "ascending" | "descending";
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
  /** Whether more than one row can be selected. */
  readonly multiple?: boolean;
  /** Whether `j` and `k` move. */
  readonly singleKeys?: boolean;
  /** Above the rows of these numbers. */
  readonly headings?: ReadonlyMap<number, ReactNode>;
  /** What stands in the place of a row's cells, as high as it is; the keys inside are its own. */
  readonly form?: { readonly row: number; readonly content: ReactNode } | null;
  readonly className?: string;
}

const NO_HEADINGS: ReadonlyMap<number, ReactNode> = new Map();
/** In CSS pixels, of a heading. */
const HEADING_HEIGHT = 32;
/** Of the head on one line, until it has been measured. */
const HEAD_HEIGHT = 28;
/** Of a form until it has been measured. */
const FORM_HEIGHT = 88;

/** In CSS pixels, of every further line of a row. */
const FURTHER_LINE = 20;
/** At both ends of a row, in em. */
export const PADDING_EM = 3;

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
    multiple = false,
    singleKeys = false,
    headings = NO_HEADINGS,
    form = null,
    className,
  } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const isPrinting = usePrinting();
  const [formHeight, measureForm] = useHeight(FORM_HEIGHT);
  const [headHeight, measureHead] = useHeight(HEAD_HEIGHT);
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
    estimateSize: (index) =>
      (headings.has(index) ? HEADING_HEIGHT : 0) + (form?.row === index ? formHeight : rowHeight),
    overscan: 8,
    scrollPaddingStart: rowHeight,
    // the head, which stays above the rows and is not counted among them: each ends so much further down
    scrollPaddingEnd: headHeight,
    // the active row always exists, because the grid names it to assistive tools
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), ...(active.row < rowCount ? [active.row] : [])])].sort(
        (a, b) => a - b,
      ),
  });
  // also where another width lays the rows on more lines or fewer
  useEffect(() => {
    if (rowCount > 0 && rowHeight > 0) virtual.scrollToIndex(active.row);
  }, [active.row, rowCount, rowHeight, virtual]);
  // what comes in below the list takes from it: the row in hand, if it was in sight, stays so
  const shown = virtual.scrollRect?.height ?? 0;
  const shownBefore = useRef(shown);
  useEffect(() => {
    const before = shownBefore.current;
    shownBefore.current = shown;
    const { end = 0 } = virtual.getVirtualItems().find(({ index }) => index === active.row) ?? {};
    const top = virtual.scrollOffset ?? 0;
    if (end > top + shown - headHeight && end <= top + before) virtual.scrollToIndex(active.row);
  }, [shown, active.row, headHeight, virtual]);

  const heights = [rowHeight, form === null ? "" : `${form.row}/${formHeight}`, ...headings.keys()].join();
  // before they are drawn: where a row stands follows from those above it
  useLayoutEffect(() => {
    if (heights !== "") virtual.measure();
  }, [heights, virtual]);

  const template = isFolded
    ? `repeat(${FOLD_TRACKS}, minmax(0, 1fr))`
    : columns.map((column) => column.width).join(" ");
  const spanOf = (index: number) => (isFolded ? { style: { gridColumn: `span ${spans[index] ?? FOLD_TRACKS}` } } : {});
  const place = (row: number, column: number): string => `${id}-${row}-${column}`;

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    props.onKeyDown?.(event);
    if (event.defaultPrevented || isIme(event) || event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 1);
    const next = moveByKey(withLetters(event.nativeEvent, singleKeys), active, {
      rows: rowCount,
      columns: columns.length,
      page,
    });
    if (next !== null) {
      // where the page scrolls too, a part of the list may lie below the window
      event.currentTarget.scrollIntoView({ block: "nearest" });
      onActive(next);
    } else if (event.key === "Enter" && onOpen && rowCount > 0) onOpen(active.row);
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
      aria-multiselectable={multiple || undefined}
      aria-activedescendant={rowCount > 0 ? place(active.row, active.column) : undefined}
      tabIndex={0}
      className={classNames("grid scroll", isFolded && "grid-folded", className)}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className="grid-heads">
        <div
          ref={measureHead}
          role="row"
          aria-rowindex={1}
          className="grid-head"
          style={{ gridTemplateColumns: template }}
        >
          {columns.map((column, index) => (
            <span
              key={column.id}
              role="columnheader"
              aria-sort={column.sort}
              className={classNames("clip", column.numeric && "nums")}
              {...spanOf(index)}
            >
              {column.header}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="grid-body" style={{ height: virtual.getTotalSize() }}>
        {(isPrinting ? everyRow(rowCount) : virtual.getVirtualItems()).map((item) => {
          const { index } = item;
          const heading = headings.get(index);
          const isForm = form?.row === index;
          const above = heading === undefined ? 0 : HEADING_HEIGHT;
          const at = (from: number, height?: number) =>
            "start" in item && {
              transform: `translateY(${item.start + from}px)`,
              ...(height !== undefined && { height }),
            };
          return (
            // not told to the virtualizer, which would ask it of all rows at every drawing
            <Fragment key={rowKey?.(index) ?? item.key}>
              {heading !== undefined && (
                <div role="row" className="grid-heading" style={{ ...at(0, HEADING_HEIGHT) }}>
                  <span role="gridcell" aria-colspan={columns.length}>
                    {heading}
                  </span>
                </div>
              )}
              {/* biome-ignore lint/a11y/useKeyWithClickEvents: the grid, which has the focus, takes the keys */}
              <div
                ref={isForm ? measureForm : undefined}
                id={place(index, -1)}
                role="row"
                aria-rowindex={index + 2}
                aria-selected={isSelected?.(index) ?? index === active.row}
                data-active={index === active.row || undefined}
                className={classNames("grid-row", isForm && "grid-form")}
                style={{
                  ...(!isForm && { gridTemplateColumns: template }),
                  ...at(above, isForm || !("size" in item) ? undefined : item.size - above),
                }}
                onClick={() => onActive({ row: index, column: -1 })}
                onDoubleClick={isForm ? undefined : () => onOpen?.(index)}
              >
                {isForm ? (
                  <div role="gridcell" aria-colspan={columns.length}>
                    {form.content}
                  </div>
                ) : (
                  columns.map((column, cell) => (
                    <span
                      key={column.id}
                      id={place(index, cell)}
                      role="gridcell"
                      data-active={(index === active.row && cell === active.column) || undefined}
                      className={classNames("clip", column.numeric && "nums")}
                      {...spanOf(cell)}
                    >
                      {renderCell(index, column)}
                    </span>
                  ))
                )}
              </div>
            </Fragment>
          );
        })}
      </div>
    </div>
  );
}

/** How high an element is, as it grows with its words. */
function useHeight(first: number): readonly [height: number, measure: (element: HTMLElement | null) => void] {
  const [height, setHeight] = useState(first);
  const observer = useRef<ResizeObserver | null>(null);
  const measure = useCallback((element: HTMLElement | null): void => {
    observer.current?.disconnect();
    observer.current = null;
    if (element === null) return;
    observer.current = new ResizeObserver(() => setHeight(element.offsetHeight));
    observer.current.observe(element);
  }, []);
  return [height, measure];
}

/** One below the other, as paper has them. */
export const everyRow = (count: number): readonly { readonly index: number; readonly key: number }[] =>
  Array.from({ length: count }, (_, index) => ({ index, key: index }));
