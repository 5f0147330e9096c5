/**
 * Single keys outside text: each may be the first of a scanner's burst, so none reaches the page before it is
 * known whose it was. A person's come in their order, where they were pressed; a scanner's never do. Where a person's key
 * opens a field, what was typed on meanwhile is the beginning of the words there.
 */
import { flushSync } from "react-dom";
import { isDialogOpen } from "../../../ui/dialogs/open-dialog.ts";
import { isIme, takesText } from "../../../ui/keyboard.ts";
import { type FieldSnapshot, snapshotField } from "./field-snapshot.ts";

export interface HeldKeys {
  /** Keeps a key from the page for now. @returns false where it is none that waits */
  hold(event: KeyboardEvent): boolean;
  /**
   * They were a person's.
   * @returns the field that they have opened, as it was before what was typed on went into it
   */
  release(): FieldSnapshot | null;
  /** They were a scanner's. */
  drop(): void;
  /** A key that was let go comes by once more. */
  isReleased(event: KeyboardEvent): boolean;
}

interface HeldKey {
  readonly event: KeyboardEvent;
  readonly target: EventTarget;
  readonly inDialog: boolean;
  /** Pressed while what the key before it does may still have been under way. */
  readonly follows: boolean;
}

/** So long after a key that opens a field a slow machine shows it. */
const OPENS_WITHIN_MS = 1000;

export function createHeldKeys(): HeldKeys {
  let keys: HeldKey[] = [];
  let released: Event | null = null;
  let lastReleasedAt = Number.NEGATIVE_INFINITY;
  return {
    isReleased: (event) => event === released,
    hold(event) {
      const { target } = event;
      if (target === null || !waits(event)) return false;
      const follows = event.timeStamp - lastReleasedAt <= OPENS_WITHIN_MS;
      keys.push({ event, target, inDialog: isDialogOpen(), follows });
      event.preventDefault();
      event.stopImmediatePropagation();
      return true;
    },
    release() {
      const all = keys;
      keys = [];
      let hasMoved = false;
      let opened: FieldSnapshot | null = null;
      for (const { event, target, inDialog, follows } of all) {
        if (isIme(event)) return opened;
        // as if it had been waited for: where it was pressed, or where the keys before it have led
        const focus = document.activeElement;
        const isLed = hasMoved || (follows && focus !== target && takesText(focus));
        const place = isLed || !(target instanceof Node && target.isConnected) ? focus : target;
        if (takesText(place)) {
          if (!isLed) return opened;
          opened ??= snapshotField(focus);
          document.execCommand("insertText", false, event.key);
          continue;
        }
        // behind a dialog it was not meant
        if (place === null || (isDialogOpen() && !inDialog)) return opened;
        const copy = copyOf(event);
        released = copy;
        lastReleasedAt = event.timeStamp;
        // drawn at once: the next key meets what this one has changed
        const goesOn = flushSync(() => place.dispatchEvent(copy));
        released = null;
        if (goesOn && place instanceof HTMLSelectElement) typeAhead(place, copy);
        hasMoved ||= document.activeElement !== focus;
        if (hasMoved) opened = snapshotField(document.activeElement);
      }
      return opened;
    },
    drop: () => {
      keys = [];
    },
  };
}

/** One that a field would take as text. */
export function isLetter(event: KeyboardEvent): boolean {
  if (isIme(event)) return false;
  return event.key.length === 1 && !(event.ctrlKey || event.altKey || event.metaKey);
}

/** Space presses buttons when it is let go, which a copy cannot. */
function waits(event: KeyboardEvent): boolean {
  if (isIme(event)) return false;
  return isLetter(event) && event.key !== " " && !takesText(event.target);
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
