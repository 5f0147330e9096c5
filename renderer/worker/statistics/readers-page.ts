/** The second page of the statistics, over the people of a branch on a day. */
import type { ReadersPage } from "../../platform/readers-page-api.ts";
import type { LibraryView } from "./library-view.ts";
import { isHere } from "./placed.ts";
import { valueSpread } from "./value-spread.ts";

export const readersPage = ({ last, placed }: LibraryView): ReadersPage => ({
  day: last,
  readers: placed.filter(isHere).length,
  value: valueSpread(placed),
});
