/** Where the arrow keys lead in a list or grid. Null: the key is not ours. */
import { isIme, type KeyLike } from "./keyboard.ts";

export interface ListPlace {
  readonly row: number;
  /** −1: the row as a whole. */
  readonly column: number;
}

export interface Extent {
  readonly rows: number;
  readonly columns: number;
  /** Rows on a screenful. */
  readonly page: number;
}

export function moveByKey(event: KeyLike, at: ListPlace, extent: Extent): ListPlace | null {
  if (isIme(event) || event.altKey || event.metaKey) return null;
  const last = extent.rows - 1;
  const row = (wanted: number): ListPlace => ({ row: Math.max(0, Math.min(last, wanted)), column: at.column });
  const column = (wanted: number): ListPlace => ({
    row: at.row,
    column: Math.max(-1, Math.min(extent.columns - 1, wanted)),
  });
  if (event.ctrlKey) {
    if (event.key === "Home") return row(0);
    return event.key === "End" ? row(last) : null;
  }
  switch (event.key) {
    case "ArrowDown":
      return row(at.row + 1);
    case "ArrowUp":
      return row(at.row - 1);
    case "PageDown":
      return row(at.row + extent.page);
    case "PageUp":
      return row(at.row - extent.page);
    case "ArrowRight":
      return extent.columns > 0 ? column(at.column + 1) : null;
    case "ArrowLeft":
      return extent.columns > 0 ? column(at.column - 1) : null;
    case "Home":
      return at.column < 0 ? row(0) : column(0);
    case "End":
      return at.column < 0 ? row(last) : column(extent.columns - 1);
    default:
      return null;
  }
}

/** Without a modifier they are the arrows. */
const LETTERS: Readonly<Record<string, string>> = { j: "ArrowDown", k: "ArrowUp" };

/** @param singleKeys whether `j` and `k` move (WCAG 2.1.4: a person may turn single keys off) */
export function withLetters(pressed: KeyLike, singleKeys: boolean): KeyLike {
  const { key, code, keyCode, isComposing, altKey, ctrlKey, metaKey, shiftKey } = pressed;
  const arrow = singleKeys && !(altKey || ctrlKey || metaKey || shiftKey) ? LETTERS[key] : undefined;
  return arrow === undefined ? pressed : { key: arrow, code, keyCode, isComposing, altKey, ctrlKey, metaKey, shiftKey };
}
