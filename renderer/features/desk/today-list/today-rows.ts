/**
 * What Today shows, and in which order: first the one thing, then the other work, then whom to contact; twelve rows at
 * most, the rest is a number. Whoever is in hand keeps the place although the list has changed: the next key never
 * meets another.
 */
import type { Work } from "#shared/analysis/lists/first-things.ts";

export const MOST_ROWS = 12;
/** So many contacts are shown however much work there is. */
const CONTACTS_KEPT = 4;

interface Contact {
  readonly id: string;
}

/** A row in hand: as it was, and where. */
export type InHand<W, C> =
  | { readonly part: "lead" | "work"; readonly index: number; readonly item: W }
  | { readonly part: "contacts"; readonly index: number; readonly item: C };

/** Where a row in hand stands among the others. */
export interface HeldPlace {
  readonly isLead: boolean;
  /** The rows behind it. */
  readonly followers: readonly string[];
}

export interface Rows<W, C> {
  /** The one thing to do first. */
  readonly lead: W | undefined;
  readonly work: readonly W[];
  readonly contacts: readonly C[];
}

/** How many rows of each there is room for. @param work the one thing counted in */
export function shareRows(work: number, contacts: number): { readonly work: number; readonly contacts: number } {
  const shown = Math.min(work, MOST_ROWS - Math.min(contacts, CONTACTS_KEPT));
  return { work: shown, contacts: Math.min(contacts, MOST_ROWS - shown) };
}

/**
 * @param work as `firstThingsFirst` has it
 * @param whole all contacts, because somebody asked for them
 * @param place of the row in hand, as it was drawn last; null until it was drawn
 */
export function layOut<W extends Work, C extends Contact>(
  work: readonly W[],
  contacts: readonly C[],
  held: InHand<W, C> | null,
  whole = false,
  place: HeldPlace | null = null,
): Rows<W, C> {
  const isPutOff = (now: W, then: W): boolean => place !== null && now.due !== then.due;
  const heldWork = keptRow(work, held?.part === "contacts" ? null : held, isPutOff);
  const heldContact = keptRow(contacts, held?.part === "contacts" ? held : null, () => false);
  const followers = place?.followers ?? [];
  const room = shareRows(
    work.length + Number(isLost(work, heldWork)),
    contacts.length + Number(isLost(contacts, heldContact)),
  );
  const ownContact = held?.part === "contacts" ? held.item.id : undefined;
  const shownContacts =
    heldContact === null
      ? cut(contacts, whole ? contacts.length : room.contacts, ownContact)
      : putBack(
          without(contacts, heldContact).slice(0, whole ? contacts.length : Math.max(0, room.contacts - 1)),
          heldContact,
          followers,
        );
  const rows = { contacts: shownContacts };
  if (heldWork === null) {
    const [lead, ...others] = cut(work, room.work, held?.item.id);
    return { ...rows, lead, work: others };
  }
  const shownWork = without(work, heldWork).slice(0, Math.max(0, room.work - 1));
  if (place === null ? heldWork.part === "lead" : place.isLead)
    return { ...rows, lead: heldWork.item, work: shownWork };
  const [lead, ...others] = shownWork;
  return { ...rows, lead, work: putBack(others, heldWork, followers) };
}

/**
 * The row in hand as it is by now, where it must be put at its place: the list has it no more, or it was put off and
 * stands elsewhere in the list.
 */
function keptRow<T extends Contact, H extends { readonly item: T }>(
  rows: readonly T[],
  held: H | null,
  isMoved: (now: T, then: T) => boolean,
): H | null {
  if (held === null) return null;
  const now = rows.find(({ id }) => id === held.item.id);
  return now === undefined || isMoved(now, held.item) ? { ...held, item: now ?? held.item } : null;
}

const without = <T extends Contact>(rows: readonly T[], { item }: { readonly item: T }): readonly T[] =>
  rows.filter(({ id }) => id !== item.id);

const isLost = <T extends Contact>(rows: readonly T[], held: { readonly item: T } | null): boolean =>
  held !== null && rows.every(({ id }) => id !== held.item.id);

/** The first of them, and with them whichever is in hand. */
function cut<T extends Contact>(rows: readonly T[], count: number, held: string | undefined): readonly T[] {
  const first = rows.slice(0, Math.max(0, count));
  const own = rows.find(({ id }) => id === held);
  return own === undefined || first.includes(own) ? first : [...first.slice(0, -1), own];
}

/** In front of whichever of its followers is still there: rows before it may have gone too. */
function putBack<T extends Contact>(
  rows: readonly T[],
  { index, item }: { readonly index: number; readonly item: T },
  followers: readonly string[],
): readonly T[] {
  const next = followers.map((follower) => rows.findIndex(({ id }) => id === follower)).find((at) => at >= 0);
  const at = next ?? (followers.length > 0 ? rows.length : index);
  return [...rows.slice(0, at), item, ...rows.slice(at)];
}

/** Null once the row in hand is in the list no more. */
export function placeOf<W extends Work, C extends Contact>(
  work: readonly W[],
  contacts: readonly C[],
  rows: Rows<W, C>,
  held: InHand<W, C> | null,
): HeldPlace | null {
  if (held === null || isLost<Contact>(held.part === "contacts" ? contacts : work, held)) return null;
  const part: readonly Contact[] = held.part === "contacts" ? rows.contacts : rows.work;
  return {
    isLead: rows.lead?.id === held.item.id,
    followers: part.slice(part.findIndex(({ id }) => id === held.item.id) + 1).map(({ id }) => id),
  };
}
