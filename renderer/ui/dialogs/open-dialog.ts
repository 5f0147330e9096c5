/** Whether a dialog lies above the page. One that is only kept ready (the palette) does not count. */
export const isDialogOpen = (): boolean =>
  document.querySelector('[role="dialog"]:not([hidden]), [role="alertdialog"]:not([hidden])') !== null;
