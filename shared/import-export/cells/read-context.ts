/** What reading a row needs to know of the library. */
import type { Lookup } from "../columns/lookups.ts";
import type { CardProfile } from "./parse-code.ts";
import type { Region } from "./parse-phone.ts";

export interface ReadContext {
  readonly categories: Lookup;
  readonly branches: Lookup;
  readonly region: Region;
  readonly card: CardProfile | null;
  /** Whether somebody here has, or had, the card exactly as it is written. */
  readonly hasCard?: (card: string) => boolean;
  /** What the numbers of a column of the file look like, where some have lost their zeros. */
  readonly columns?: ReadonlyMap<number, CardProfile>;
  /** `YYYY-MM-DD` of the desk: for two-digit years, and for days that cannot have come yet. */
  readonly today: string;
}

/** Days in the future are usual for an expiry, impossible for a birth. */
export const pivotYear = (field: string, today: string): number =>
  Number(today.slice(0, 4)) + (field === "expiresOn" ? 50 : 0);
