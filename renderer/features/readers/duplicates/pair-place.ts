/**
 * Which pair is in hand. It stays in hand until somebody decides it or moves on; what a colleague's exchange takes away
 * stays in hand too, so that it can be said, and the next key never meets a pair that nobody has looked at.
 */

export interface PairPlace {
  /** Of the pair in hand; null before the first. */
  readonly key: string | null;
  /** Where it stood in the list. */
  readonly index: number;
  /** Put off in this sitting: they wait behind all others, in the order of putting off. */
  readonly later: readonly string[];
  /** Decided here, and on its way out of the list. */
  readonly decided: readonly string[];
  /** What was done while this page stood, the last one last; `undo` takes it back in this order. */
  readonly done: readonly PairDone[];
}

/** Another is an act that has nothing to do with the pairs. */
type PairDone = { readonly tag: "later" | "decided"; readonly key: string } | { readonly tag: "another" };

export const START: PairPlace = { key: null, index: 0, later: [], decided: [], done: [] };

/** The keys as they are listed. */
export function inOrder(keys: readonly string[], { later }: Pick<PairPlace, "later">): readonly string[] {
  const there = new Set(keys);
  const put = later.filter((key) => there.has(key));
  const off = new Set(put);
  return [...keys.filter((key) => !off.has(key)), ...put];
}

export interface PairInHand {
  /** Null where there is none. */
  readonly key: string | null;
  /** Of the list, where it is marked. */
  readonly index: number;
  /** It was taken out of the list by somebody else. */
  readonly isGone: boolean;
}

/** @param listed the keys as they are listed */
export function inHand(listed: readonly string[], { key, index, decided }: PairPlace): PairInHand {
  const at = key === null ? -1 : listed.indexOf(key);
  if (key !== null && at >= 0 && !decided.includes(key)) return { key, index: at, isGone: false };
  const last = Math.max(0, Math.min(index, listed.length - 1));
  if (key !== null && at < 0 && !decided.includes(key)) return { key, index: last, isGone: true };
  const open = listed.filter((each) => !decided.includes(each));
  const next = listed.slice(index).find((each) => open.includes(each)) ?? open[0] ?? null;
  return { key: next, index: next === null ? 0 : listed.indexOf(next), isGone: false };
}

export const goTo = (place: PairPlace, listed: readonly string[], index: number): PairPlace => ({
  ...place,
  key: listed[index] ?? null,
  index,
});

/** Its answer is awaited: the next one is in hand at once. */
export function decidePair(place: PairPlace, listed: readonly string[], key: string): PairPlace {
  const index = Math.max(0, listed.indexOf(key));
  return { ...place, key, index, decided: [...place.decided, key], done: [...place.done, { tag: "decided", key }] };
}

/** It could not be written, or was taken back: it is in hand again. */
export const bringBack = (place: PairPlace, key: string): PairPlace => ({
  ...place,
  key,
  decided: place.decided.filter((each) => each !== key),
  later: place.later.filter((each) => each !== key),
  done: place.done.filter((each) => each.tag === "another" || each.key !== key),
});

export const noteAnother = (place: PairPlace): PairPlace => ({ ...place, done: [...place.done, { tag: "another" }] });

/** The last act was taken back elsewhere, by its toast for instance. */
export const forgetAct = (place: PairPlace): PairPlace => ({
  ...place,
  done: place.done.toSpliced(
    place.done.findLastIndex(({ tag }) => tag !== "later"),
    place.done.some(({ tag }) => tag !== "later") ? 1 : 0,
  ),
});

/** The one behind it is in hand, or the first where there is none. */
export function putOff(place: PairPlace, listed: readonly string[], key: string): PairPlace {
  const at = listed.indexOf(key);
  const next = listed[at + 1] ?? listed[0] ?? null;
  const later = [...place.later.filter((each) => each !== key), key];
  const order = inOrder(listed, { later });
  return {
    ...place,
    later,
    key: next,
    index: next === null ? 0 : order.indexOf(next),
    done: [...place.done, { tag: "later", key }],
  };
}

/** What was decided and has left the list needs no more notice; without a pair in hand the first one is. */
export function settlePlace(place: PairPlace, listed: readonly string[]): PairPlace {
  const decided = place.decided.filter((key) => listed.includes(key));
  const { key, index } = inHand(listed, place);
  if (decided.length === place.decided.length && (place.key !== null || key === null)) return place;
  return { ...place, decided, key, index };
}
