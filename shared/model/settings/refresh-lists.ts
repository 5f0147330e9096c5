/** The lists that a library system gives out again and again, and in whose name they are taken over. */

export const REFRESH_LISTS = ["readers", "visits", "loans", "holds"] as const;
export type RefreshList = (typeof REFRESH_LISTS)[number];

/** In the name of whom a refresh writes: no colleague has this id. */
export const REFRESH_AUTHOR = "refresh";
