/** What reading a row needs to know of the library. */
import type { Lookup } from "./lookups.ts";
import type { CardProfile } from "./parse-code.ts";
import type { Region } from "./parse-phone.ts";

export interface ReadContext {
  readonly categories: Lookup;
  readonly branches: Lookup;
  readonly region: Region;
  readonly card: CardProfile | null;
  /** Year of today, for two-digit years. */
  readonly thisYear: number;
}

/** Days in the future are usual for an expiry, impossible for a birth. */
export const pivotYear = (field: string, thisYear: number): number => (field === "expiresOn" ? thisYear + 50 : thisYear);
