/**
 * Gives a screen's list the keyboard when the screen opens, unless somebody is writing: a field with text
 * in it keeps the focus, an empty one (the scan box, mostly) gives it up; scans are heard everywhere.
 */
export function takeFocus(holder: HTMLElement | null, role: "listbox" | "grid"): void {
  const active = document.activeElement;
  const isWriting = (active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement) && active.value !== "";
  const isElsewhere = active !== null && active.closest('[role="dialog"]') !== null;
  if (!isWriting && !isElsewhere) holder?.querySelector<HTMLElement>(`[role="${role}"]`)?.focus();
}
