/** The lists that a library system gives out again and again, and in whose name they are taken over. */

export const REFRESH_LISTS = ["readers", "visits", "loans", "holds"] as const;
export type RefreshList = (typeof REFRESH_LISTS)[number];
