/** That the privacy screen is up, kept over a reload and over the window's end: nobody gets past it by F5. */
export interface KeptLock {
  readonly isLocked: () => boolean;
  readonly keep: (locked: boolean) => void;
}

export interface WindowLock extends KeptLock {
  /** Whether this window stood here before, and its page was only loaded again; from now on it did. */
  readonly isSameWindow: () => boolean;
}

const KEY = "reader-desk-locked";
/** It ends with the window, and outlives a reload. */
const WINDOW = "reader-desk-window";

export const windowLock: WindowLock = {
  isLocked: () => localStorage.getItem(KEY) !== null,
  keep: (locked) => (locked ? localStorage.setItem(KEY, "1") : localStorage.removeItem(KEY)),
  isSameWindow: () => {
    const stood = sessionStorage.getItem(WINDOW) !== null;
    sessionStorage.setItem(WINDOW, "1");
    return stood;
  },
};
