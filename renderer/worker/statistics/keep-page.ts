/** The third page of the statistics: who stays away, who has left and why, and whom nobody has spoken to. */
import { CONTACT_DAYS, CONTACT_GROUPS, type ContactGroup, type GroupContacts, type KeepPage } from "../../platform/keep-page-api.ts";
import { recordOf } from "./counts.ts";
import type { DaySums } from "./day-sums.ts";
import { alikeReaders } from "./fell-alike.ts";
import type { KeepSums } from "./keep-sums.ts";
import type { Look } from "./library-view.ts";

export function keepPage({ last }: Look, { keep, alike }: DaySums): KeepPage {
  const { here, notSeen, lapsed, leaving, contacts } = keep;
  return {
    day: last,
    readers: here,
    notSeen: { ...notSeen, alike: alikeReaders(alike).size },
    lapsed: { ...lapsed },
    leaving: [...leaving].map(([reason, of]) => ({ reason, ...of })).sort((a, b) => b.now - a.now || b.before - a.before || (a.reason < b.reason ? -1 : 1)),
    contacts: recordOf(CONTACT_GROUPS, (group) => ({ readers: contacts[group].readers, without: withoutOf(contacts[group]) })),
  };
}

const withoutOf = ({ without }: KeepSums["contacts"][ContactGroup]): GroupContacts["without"] =>
  Object.fromEntries(CONTACT_DAYS.map((days, place) => [days, without[place] ?? 0])) as GroupContacts["without"]; // one for each number of days
