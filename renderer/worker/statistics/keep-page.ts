/** The third page of the statistics: who stays away, who has left and why, and whom nobody has spoken to. */
import { CONTACT_DAYS, CONTACT_GROUPS, type KeepPage } from "../../platform/keep-page-api.ts";
import type { KeepSums } from "./keep-sums.ts";
import type { LibraryView } from "./library-view.ts";

export function keepPage(view: LibraryView, sums: KeepSums): KeepPage {
  const { notSeen, lapsed, leaving, contacts } = sums;
  return {
    day: view.last,
    readers: sums.here,
    notSeen: { ...notSeen, alike: view.fellAlike().size },
    lapsed: { ...lapsed },
    leaving: [...leaving].map(([reason, of]) => ({ reason, ...of })).sort((a, b) => b.now - a.now || b.before - a.before || (a.reason < b.reason ? -1 : 1)),
    contacts: Object.fromEntries(
      CONTACT_GROUPS.map((group) => [group, { readers: contacts[group].readers, without: Object.fromEntries(CONTACT_DAYS.map((days, place) => [days, contacts[group].without[place] ?? 0])) }]),
    ) as KeepPage["contacts"], // one for each group and each number of days
  };
}
