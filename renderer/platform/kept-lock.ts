/** That the privacy screen is up, kept over a reload and over the window's end: nobody gets past it by F5. */
export interface KeptLock {
  readonly isLocked: () => boolean;
  readonly keep: (locked: boolean) => void;
}

const KEY = "reader-desk-locked";

export const windowLock: KeptLock = {
  isLocked: () => localStorage.getItem(KEY) !== null,
  keep: (locked) => (locked ? localStorage.setItem(KEY, "1") : localStorage.removeItem(KEY)),
};
