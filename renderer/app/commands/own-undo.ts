/**
 * Ctrl+Z in a field is about the text of that field. The browser has one order of undo for the whole page: where the
 * last that was typed stands in another field, it changes that one and takes the focus there, out of an open dialog
 * too. Such a step is done again at once, and nobody on the page hears of it.
 */
import { matchKeys, takesText } from "../../ui/keyboard.ts";

const KEYS = [
  ["undo", ["Ctrl+Z"]],
  ["redo", ["Ctrl+Y", "Ctrl+Shift+Z"]],
] as const;

type Turn = (typeof KEYS)[number][0];

/** So many steps of fields that are gone are passed over. */
const MOST_GONE = 50;
const HEARD_BY_NOBODY = ["focusin", "focusout", "focus", "blur", "selectionchange"] as const;

/** A key that no command has taken. @returns whether it was one of these */
export function turnOwnText(event: KeyboardEvent): boolean {
  const turn = KEYS.find(([, keys]) => keys.some((each) => matchKeys(event, each)))?.[0];
  if (turn === undefined) return false;
  event.preventDefault();
  turnWithin(turn);
  return true;
}

/** As a menu of the browser has it. */
export function onBeforeInput(event: InputEvent): void {
  if (event.inputType !== "historyUndo" && event.inputType !== "historyRedo") return;
  event.preventDefault();
  turnWithin(event.inputType === "historyUndo" ? "undo" : "redo");
}

function turnWithin(turn: Turn): void {
  const field = document.activeElement;
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) || !takesText(field)) return;
  const before = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea")].flatMap(
    (each) => (each !== field && takesText(each) ? [[each, each.value] as const] : []),
  );
  const { selectionStart, selectionEnd } = field;
  let changed: EventTarget | null = null;
  const onInput = (event: Event): void => {
    changed = event.target;
    if (changed !== field) event.stopImmediatePropagation();
  };
  const hush = (event: Event): void => event.stopImmediatePropagation();
  window.addEventListener("input", onInput, true);
  for (const kind of HEARD_BY_NOBODY) window.addEventListener(kind, hush, true);
  try {
    // what was typed in a field that is gone is told to nobody
    for (let count = 0; changed === null && count < MOST_GONE && document.queryCommandEnabled(turn); count += 1)
      document.execCommand(turn);
    if (changed !== null && changed !== field) document.execCommand(turn === "undo" ? "redo" : "undo");
    if (document.activeElement !== field) {
      field.focus({ preventScroll: true });
      if (selectionStart !== null) field.setSelectionRange(selectionStart, selectionEnd);
    }
    for (const [each, value] of before) if (each.value !== value) each.value = value;
  } finally {
    window.removeEventListener("input", onInput, true);
    for (const kind of HEARD_BY_NOBODY) window.removeEventListener(kind, hush, true);
  }
}
