/** What the third page of the statistics shows: who stays away, who has left and why, and whom nobody has spoken to. */

/** Days without a service record that can be asked for; the page begins with the ninety. */
export const CONTACT_DAYS = [30, 60, 90, 180, 365] as const;
export type ContactDays = (typeof CONTACT_DAYS)[number];

/** Whom somebody should have spoken to: groups overlap. */
export const CONTACT_GROUPS = ["with-owner", "core", "not-seen", "new", "everybody"] as const;
export type ContactGroup = (typeof CONTACT_GROUPS)[number];

export interface AwayCount {
  readonly count: number;
  /** At the end of the month before. */
  readonly before: number;
  readonly withOwner: number;
}

export interface LeavingReason {
  /** A code of the list `reason`. */
  readonly reason: string;
  /** In the year up to the day, and in the one before. */
  readonly now: number;
  readonly before: number;
}

export interface GroupContacts {
  readonly readers: number;
  /** Without a service record for so many days, or ever. */
  readonly without: Readonly<Record<ContactDays, number>>;
}

export interface KeepFigures {
  /** The day that the figures speak of. */
  readonly day: string;
  readonly readers: number;
  /** By the rule that found them, and of them those whose whole group stays away alike. */
  readonly notSeen: AwayCount & { readonly byAbsence: number; readonly byDecline: number; readonly alike: number };
  readonly lapsed: AwayCount;
  /** The most frequent first. */
  readonly leaving: readonly LeavingReason[];
  /** Of twelve months, the one that is looked at last; YYYY-MM. */
  readonly leftByMonth: readonly { readonly month: string; readonly count: number }[];
  readonly contacts: Readonly<Record<ContactGroup, GroupContacts>>;
}
