/**
 * A list of any length whose items may be of any height; only the visible ones exist. One tab stop; arrows,
 * Home and End move; Enter opens. `j` and `k` move too where single keys are wanted.
 */
import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from "react";
import { classNames } from "./class-names.ts";
import { usePrinting } from "./hooks/use-printing.ts";
import { isIme } from "./keyboard.ts";
import { moveByKey, withLetters } from "./list-keys.ts";
import { everyRow } from "./virtual-grid.tsx";

export interface VirtualListProps {
  readonly label: string;
  readonly count: number;
  readonly renderItem: (index: number, active: boolean) => ReactNode;
  readonly itemKey?: (index: number) => string;
  /** A first guess at an item's height in CSS pixels; measured afterwards. */
  readonly estimate: number;
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly onOpen?: (index: number) => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
  readonly isSelected?: (index: number) => boolean;
  /** Whether `j` and `k` move (WCAG 2.1.4: a person may turn single keys off). */
  readonly singleKeys?: boolean;
  readonly className?: string;
}

export function VirtualList(props: VirtualListProps) {
  const {
    label,
    count,
    renderItem,
    itemKey,
    estimate,
    active,
    onActive,
    onOpen,
    isSelected,
    singleKeys = false,
    className,
  } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const isPrinting = usePrinting();
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimate,
    overscan: 6,
    ...(itemKey && { getItemKey: itemKey }),
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), ...(active < count ? [active] : [])])].sort((a, b) => a - b),
  });
  useEffect(() => {
    if (count > 0) virtual.scrollToIndex(active);
  }, [active, count, virtual]);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    props.onKeyDown?.(event);
    if (event.defaultPrevented || isIme(event) || event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? estimate) / estimate) - 1);
    const next = moveByKey(
      withLetters(event.nativeEvent, singleKeys),
      { row: active, column: -1 },
      { rows: count, columns: 0, page },
    );
    if (next !== null) onActive(next.row);
    else if (event.key === "Enter" && !(event.ctrlKey || event.metaKey) && onOpen && count > 0) onOpen(active);
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={scroller}
      role="listbox"
      aria-label={label}
      aria-activedescendant={count > 0 ? `${id}-${active}` : undefined}
      tabIndex={0}
      className={classNames("virtual-list scroll", className)}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className="grid-body" style={{ height: virtual.getTotalSize() }}>
        {(isPrinting ? everyRow(count) : virtual.getVirtualItems()).map((item) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list, which has the focus, takes the keys
          <div
            key={itemKey?.(item.index) ?? item.key}
            ref={isPrinting ? undefined : virtual.measureElement}
            data-index={item.index}
            id={`${id}-${item.index}`}
            role="option"
            tabIndex={-1}
            aria-posinset={item.index + 1}
            aria-setsize={count}
            aria-selected={isSelected?.(item.index) ?? item.index === active}
            data-active={item.index === active || undefined}
            className="virtual-item"
            style={"start" in item ? { transform: `translateY(${item.start}px)` } : {}}
            onClick={() => onActive(item.index)}
            onDoubleClick={() => onOpen?.(item.index)}
          >
            {renderItem(item.index, item.index === active)}
          </div>
        ))}
      </div>
    </div>
  );
}
