/**
 * What a text field held before a scan ran into it, and how to put that back, or the whole code in its place. The
 * field's owner hears an `input` event as from a person, so controlled and uncontrolled fields agree.
 */

export interface FieldSnapshot {
  readonly field: HTMLInputElement | HTMLTextAreaElement;
  readonly value: string;
  readonly start: number | null;
  readonly end: number | null;
}

/** @returns null where the focus is in nothing that holds text */
export function snapshotField(element: Element | null): FieldSnapshot | null {
  if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)) return null;
  return { field: element, value: element.value, start: element.selectionStart, end: element.selectionEnd };
}

export function restoreField({ field, value, start, end }: FieldSnapshot): void {
  write(field, value, "historyUndo");
  if (start !== null) field.setSelectionRange(start, end);
}

/** In place of all that stood there: such a field holds one number. */
export function fillField({ field, start }: FieldSnapshot, code: string): void {
  write(field, code, "insertReplacementText");
  field.focus({ preventScroll: true });
  if (start !== null) field.setSelectionRange(code.length, code.length);
}

function write(field: FieldSnapshot["field"], value: string, inputType: string): void {
  if (field.value === value) return;
  // past React's own setter, which would hide the change from it
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(field, value);
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType }));
}
