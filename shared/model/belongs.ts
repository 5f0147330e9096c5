/** Whose a record is: the fields that name a reader, or another record of hers. Erasing a reader takes all of these along. */

/** Kind, field, and whether it holds an id or kind and id together. */
const BELONGS: readonly (readonly [kind: string, field: string, to: "reader" | "about"])[] = [
  ["interaction", "reader", "reader"],
  ["feedback", "reader", "reader"],
  ["activity", "reader", "reader"],
  ["task", "promisedTo", "reader"],
  ["task", "about", "about"],
  ["reveal", "about", "about"],
];

/** `kind/id` of the records that some values of a record name as its owners. */
export function ownersOf(kind: string, values: Readonly<Record<string, unknown>>): readonly string[] {
  const owners: string[] = [];
  for (const [of, field, to] of BELONGS) {
    const value = of === kind ? values[field] : undefined;
    if (to === "reader" && typeof value === "string") owners.push(`reader/${value}`);
    if (to === "about" && typeof value === "object" && value !== null && "kind" in value && "id" in value) owners.push(`${String(value.kind)}/${String(value.id)}`);
  }
  return owners;
}
