/** Gives a field the keyboard when it comes up: the ref of the one that somebody has come to fill in. */
export const takeField = (field: HTMLInputElement | null): void => {
  field?.focus();
};
