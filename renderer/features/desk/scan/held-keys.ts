/**
 * Single keys outside text: each may be the first of a scanner's burst, so none reaches the page before it is
 * known whose it was. A person's come in their order, where they were pressed; a scanner's never do.
 */
import { flushSync } from "react-dom";
import { isDialogOpen } from "../../../ui/dialogs/open-dialog.ts";
import { isIme, takesText } from "../../../ui/keyboard.ts";

export interface HeldKeys {
  /** Keeps a key from the page for now. @returns false where it is none that waits */
  hold(event: KeyboardEvent): boolean;
  /** They were a person's. */
  release(): void;
  /** They were a scanner's. */
  drop(): void;
  /** A key that was let go comes by once more. */
  isReleased(event: KeyboardEvent): boolean;
}

interface HeldKey {
  readonly event: KeyboardEvent;
  readonly target: EventTarget;
  readonly inDialog: boolean;
}

export function createHeldKeys(): HeldKeys {
  let keys: HeldKey[] = [];
  let released: Event | null = null;
  return {
    isReleased: (event) => event === released,
    hold(event) {
      const { target } = event;
      if (target === null || !waits(event)) return false;
      keys.push({ event, target, inDialog: isDialogOpen() });
      event.preventDefault();
      event.stopImmediatePropagation();
      return true;
    },
    release() {
      const all = keys;
      keys = [];
      let hasMoved = false;
      for (const { event, target, inDialog } of all) {
        if (isIme(event)) return;
        // as if it had been waited for: where it was pressed, or where the keys before it have led
        const focus = document.activeElement;
        const place = hasMoved || !(target instanceof Node && target.isConnected) ? focus : target;
        // behind a dialog, or as a letter of a text, it was not meant
        if (place === null || (isDialogOpen() && !inDialog)) return;
        if (takesText(place)) {
          if (!hasMoved || focus?.closest("[data-scans-here]") == null) return;
          // in a grid a digit goes on to the next cell, and what follows it is the beginning of the words there
          document.execCommand("insertText", false, event.key);
          continue;
        }
        const copy = copyOf(event);
        released = copy;
        // drawn at once: the next key meets what this one has changed
        const goesOn = flushSync(() => place.dispatchEvent(copy));
        released = null;
        if (goesOn && place instanceof HTMLSelectElement) typeAhead(place, copy);
        hasMoved ||= document.activeElement !== focus;
      }
    },
    drop: () => {
      keys = [];
    },
  };
}

/** Space presses buttons when it is let go, which a copy cannot. */
function waits(event: KeyboardEvent): boolean {
  if (isIme(event) || takesText(event.target)) return false;
  return event.key.length === 1 && event.key !== " " && !(event.ctrlKey || event.altKey || event.metaKey);
}

function copyOf(event: KeyboardEvent): KeyboardEvent {
  if (isIme(event)) return event;
  const { key, code, keyCode, location, shiftKey, repeat } = event;
  return new KeyboardEvent("keydown", {
    key,
    code,
    keyCode,
    location,
    shiftKey,
    repeat,
    bubbles: true,
    cancelable: true,
    composed: true,
    view: window,
  });
}

/** What the browser does with a letter in a closed list of choices: the next one that begins with it. */
function typeAhead(select: HTMLSelectElement, event: KeyboardEvent): void {
  if (isIme(event)) return;
  const options = [...select.options];
  const from = select.selectedIndex + 1;
  const next = [...options.slice(from), ...options.slice(0, from)].find(
    (option) => !option.disabled && option.label.toLowerCase().startsWith(event.key.toLowerCase()),
  );
  if (next === undefined || next.selected) return;
  next.selected = true;
  select.dispatchEvent(new Event("input", { bubbles: true }));
  select.dispatchEvent(new Event("change", { bubbles: true }));
}
