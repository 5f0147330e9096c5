/** What other open days of branches would change, as the settings ask it. */
import type { OpenCalendar } from "#shared/analysis/life/open-days.ts";

/** All that a branch's open days go by: what it has none of is empty, and takes away what stands there. */
export type BranchDays = Required<OpenCalendar> & { readonly id: string };

export interface CalendarPreview {
  readonly readers: number;
  /** In another stage of the life cycle. */
  readonly moved: number;
  readonly notSeenNow: number;
  readonly notSeenThen: number;
}
