/** The third page of the statistics: who stays away, who has left and why, and whom nobody has spoken to. */
import { monthBack } from "#shared/kernel/month.ts";
import {
  CONTACT_DAYS,
  CONTACT_GROUPS,
  type ContactGroup,
  type GroupContacts,
  type KeepFigures,
} from "../../platform/worker/keep-page-api.ts";
import { recordOf } from "../library-use/counts.ts";
import { alikeReaders } from "../library-use/fell-alike.ts";
import type { LibraryLook } from "../library-use/library-view.ts";
import type { DaySums } from "./sums/day-sums.ts";
import type { KeepSums } from "./sums/keep-sums.ts";

export function keepPage({ last }: LibraryLook, { keep, alike }: DaySums): KeepFigures {
  const { here, notSeen, lapsed, leaving, leftIn, contacts } = keep;
  const month = last.slice(0, "YYYY-MM".length);
  return {
    day: last,
    readers: here,
    notSeen: { ...notSeen, alike: alikeReaders(alike).size },
    lapsed: { ...lapsed },
    leaving: [...leaving]
      .map(([reason, of]) => ({ reason, ...of }))
      .sort((a, b) => b.now - a.now || b.before - a.before || (a.reason < b.reason ? -1 : 1)),
    leftByMonth: Array.from({ length: MONTHS }, (_, place) => {
      const of = monthBack(month, MONTHS - 1 - place);
      return { month: of, count: leftIn.get(of) ?? 0 };
    }),
    contacts: recordOf(CONTACT_GROUPS, (group) => ({
      readers: contacts[group].readers,
      without: withoutOf(contacts[group]),
    })),
  };
}

const MONTHS = 12;

const withoutOf = ({ without }: KeepSums["contacts"][ContactGroup]): GroupContacts["without"] =>
  Object.fromEntries(CONTACT_DAYS.map((days, place) => [days, without[place] ?? 0])) as GroupContacts["without"]; // one for each number of days
