/**
 * Whether words stand in the page that leaving it would lose: a field that has the focus, or one of a place
 * that is being edited, holds other text than it was drawn with. What is sought is no loss, and a field that
 * is drawn from its owner's state is kept by that owner.
 */
import { takesText } from "./keyboard.ts";

/** A place where something is edited in the page itself: `<dd {...EDITED_HERE}>`. */
export const EDITED_HERE = { "data-edited-here": "" };

/** The same where every letter is kept as it is typed: a scan waits there too, and what is asked for then loses nothing. */
export const KEPT_HERE = { "data-edited-here": "kept" };

function keptField(): HTMLElement | null {
  const { activeElement: field } = document;
  return field instanceof HTMLElement && field.closest("[data-edited-here=kept]") !== null ? field : null;
}

export const leaveKeptWords = (): void => keptField()?.blur();

/** Whether a card that waits can be opened as it is: nothing has to be saved or closed before. */
export const losesNothing = (): boolean => isHoldingScans() || keptField() !== null;

/** Whether the focus is in such a place, though nothing is written there yet. */
export const isEditing = (): boolean =>
  takesText(document.activeElement) && document.activeElement?.closest("[data-edited-here]") !== null;

export const hasUnsavedWords = (): boolean =>
  [document.activeElement, ...document.querySelectorAll("[data-edited-here] :is(input, textarea)")].some(isUnsaved);

function isUnsaved(field: Element | null): boolean {
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) || !takesText(field)) return false;
  return field.value !== field.defaultValue && field.closest("search") === null;
}

/** A screen on which a card that is scanned opens nobody, but waits beside the scan box: `<div {...HOLDS_SCANS}>`. */
export const HOLDS_SCANS = { "data-holds-scans": "" };

export const isHoldingScans = (): boolean => document.querySelector("[data-holds-scans]") !== null;
