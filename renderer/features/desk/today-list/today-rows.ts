/**
 * What Today shows, and in which order: first the one thing, then the other work, then whom to contact; twelve rows at
 * most, the rest is a number. Whoever is in hand keeps the place although the list has changed: the next key never
 * meets another.
 */
import { byWorkKind, type Work } from "#shared/analysis/lists/first-things.ts";

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
 * @param followers of the row in hand, as they were while it stood in the list
 */
export function layOut<W extends Work, C extends Contact>(
  work: readonly W[],
  contacts: readonly C[],
  held: InHand<W, C> | null,
  whole = false,
  followers: readonly string[] = [],
): Rows<W, C> {
  const heldWork = held?.part === "contacts" ? null : held;
  const heldContact = held?.part === "contacts" ? held : null;
  const isWorkLost = isLost(work, heldWork);
  const isContactLost = isLost(contacts, heldContact);
  const room = shareRows(work.length + Number(isWorkLost), contacts.length + Number(isContactLost));
  const shownContacts = cut(contacts, whole ? contacts.length : room.contacts - Number(isContactLost), heldContact);
  const shownWork = cut(work, room.work - Number(isWorkLost), heldWork);
  const rows = {
    contacts: isContactLost && heldContact ? putBack(shownContacts, heldContact, followers) : shownContacts,
  };
  if (isWorkLost && heldWork?.part === "lead")
    return { ...rows, lead: heldWork.item, work: shownWork.toSorted(byWorkKind) };
  const [lead, ...others] = shownWork;
  const grouped = others.toSorted(byWorkKind);
  return { ...rows, lead, work: isWorkLost && heldWork ? putBack(grouped, heldWork, followers) : grouped };
}

const isLost = <T extends Contact>(rows: readonly T[], held: { readonly item: T } | null): boolean =>
  held !== null && rows.every(({ id }) => id !== held.item.id);

/** The first of them, and with them whichever is in hand. */
function cut<T extends Contact>(rows: readonly T[], count: number, held: { readonly item: T } | null): readonly T[] {
  const first = rows.slice(0, Math.max(0, count));
  const own = rows.find(({ id }) => id === held?.item.id);
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
export function followersOf<W extends Work, C extends Contact>(
  work: readonly W[],
  contacts: readonly C[],
  rows: Rows<W, C>,
  held: InHand<W, C> | null,
): readonly string[] | null {
  if (held === null || isLost<Contact>(held.part === "contacts" ? contacts : work, held)) return null;
  const part: readonly Contact[] = held.part === "contacts" ? rows.contacts : rows.work;
  return part.slice(part.findIndex(({ id }) => id === held.item.id) + 1).map(({ id }) => id);
}
