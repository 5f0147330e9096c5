/** Counting by names: a record of one thing for each, and a map in which what nobody has does not stand. */

export const recordOf = <N extends string, T>(names: readonly N[], of: (name: N) => T): Record<N, T> => Object.fromEntries(names.map((name) => [name, of(name)])) as Record<N, T>; // one for each name

/** @param times 1, or −1 to take it back */
export function count<K>(counts: Map<K, number>, key: K, times: 1 | -1): void {
  const found = (counts.get(key) ?? 0) + times;
  if (found === 0) counts.delete(key);
  else counts.set(key, found);
}
