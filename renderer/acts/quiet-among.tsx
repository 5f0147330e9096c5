/** Of those whom a contact or a task is for, who has asked not to be contacted: said before it is done. */

import { useQuietReaders } from "../desk-services/library/use-quiet-readers.ts";
import { PersonNames } from "../desk-services/person-name.tsx";
import { useRich, useT } from "../i18n/use-t.ts";

const NAMED = 3;

export function QuietAmong({ ids }: { readonly ids: readonly string[] }) {
  const t = useT();
  const rich = useRich();
  const quiet = useQuietReaders(ids);
  if (quiet.length === 0) return null;
  const first = <PersonNames names={quiet.slice(0, NAMED).map((name) => name ?? t("words.no-name"))} />;
  const more = quiet.length - NAMED;
  const names = more > 0 ? rich("batch.for-more", { names: first, more }) : first;
  return (
    <p className="field-error" role="status">
      {rich("batch.quiet", { names, count: quiet.length })}
    </p>
  );
}
