/** For whom an act is, said before it is done: the first by name, and how many more. */
import { PersonNames } from "../desk-services/person-name.tsx";
import { useReaderNames } from "../desk-services/use-reader-names.ts";
import { useRich } from "../i18n/use-t.ts";

const NAMED = 3;

export function ForWhom({ ids }: { readonly ids: readonly string[] }) {
  const rich = useRich();
  const first = ids.slice(0, NAMED);
  const known = useReaderNames(first);
  const names = first.map((id) => known.get(id) ?? "");
  const more = ids.length - first.length;
  if (known.size === 0) return null;
  const people = <PersonNames names={names} />;
  return <p className="soft">{more === 0 ? people : rich("batch.for-more", { names: people, more })}</p>;
}
