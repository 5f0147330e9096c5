/** What a column of a list of use can be. Titles are recognised in order to be left out. */

/** How the cells of a target are read: a word of a list, or by itself. */
export const USE_TARGETS = ["reader", "day", "returned", "kind", "quantity", "class", "branch"] as const;
export type UseTarget = (typeof USE_TARGETS)[number];

export const isUseTarget = (text: string): text is UseTarget => USE_TARGETS.some((target) => target === text);

/** Columns that are never read: what somebody has borrowed is her own business. */
export type UseWithheld = "title";
