/**
 * Which living record stands for each of those that were merged.
 *
 * @param edges a record's id and the one that it was merged into
 * @param alive ids of records that were not deleted
 * @returns for each id of an edge the smallest living one of its class, where one is left
 */
export function mergedInto(
  edges: readonly (readonly [string, string])[],
  alive: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const parents = new Map<string, string>();
  const rootOf = (id: string): string => {
    let at = id;
    for (let next = parents.get(at); next !== undefined && next !== at; next = parents.get(at)) at = next;
    return at;
  };
  for (const [a, b] of edges) parents.set(rootOf(a), rootOf(b));
  const smallest = new Map<string, string>();
  const all = new Set(edges.flat());
  for (const id of all) {
    const root = rootOf(id);
    const known = smallest.get(root);
    if (alive.has(id) && (known === undefined || id < known)) smallest.set(root, id);
  }
  return new Map(
    [...all].flatMap((id) => {
      const main = smallest.get(rootOf(id));
      return main === undefined ? [] : [[id, main] as const];
    }),
  );
}
