/** F6: from one region of the window to the next, as on every desktop. */
const PANES = "nav.rail, header.top, main, aside.pane, footer.status, [data-pane]";
const FOCUSABLE = 'a[href], button, input:not([type="hidden"]), select, textarea, [tabindex="0"]';

const visible = (element: HTMLElement): boolean => element.checkVisibility({ visibilityProperty: true });

export function focusNextPane(step: 1 | -1, root: Document = document): void {
  const panes = [...root.querySelectorAll<HTMLElement>(PANES)].filter(visible);
  if (panes.length === 0) return;
  const current = panes.findLastIndex((pane) => pane.contains(root.activeElement));
  const from = current < 0 ? (step === 1 ? -1 : 0) : current;
  // a pane without anything to focus is passed over
  for (let count = 1; count <= panes.length; count += 1) {
    const pane = panes[(from + step * count + panes.length * count) % panes.length];
    const target = pane && firstFocus(pane);
    if (!target) continue;
    target.focus();
    return;
  }
}

/** What is selected in the pane, else its first control, else the pane itself. */
function firstFocus(pane: HTMLElement): HTMLElement | null {
  const controls = [...pane.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(visible);
  return (
    controls.find((control) => control.ariaCurrent !== null && control.ariaCurrent !== "false") ??
    controls[0] ??
    (pane.tabIndex >= -1 && pane.hasAttribute("tabindex") ? pane : null)
  );
}
