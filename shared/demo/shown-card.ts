/** The card of the reader whom the trial shows: the practice scans it. */
export const SHOWN_CARD = "002104178853";
