/**
 * Gives a screen's list, its search box, or what stands in the place of an empty list, the keyboard when the screen
 * opens, unless somebody is writing: a field with text in it keeps the focus, an empty one (the scan box, mostly) gives
 * it up; scans are heard everywhere.
 */
const PARTS = {
  listbox: '[role="listbox"]',
  grid: '[role="grid"]',
  search: 'input[type="search"]',
  button: "button",
  firstRow: "tbody th button",
} as const;

export function takeFocus(holder: HTMLElement | null, part: keyof typeof PARTS): void {
  const active = document.activeElement;
  const isWriting =
    (active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement) && active.value !== "";
  const isElsewhere = active !== null && active.closest('[role="dialog"]') !== null;
  if (!isWriting && !isElsewhere) holder?.querySelector<HTMLElement>(PARTS[part])?.focus();
}
