/** Up to which day use was imported, in words: beside every figure that is made of it. */
import { useLiveQuery } from "dexie-react-hooks";
import { readImported } from "../../db/imported-until.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { useServices } from "../services.ts";

/** Undefined until it is read. */
export function useImportedText(): string | undefined {
  const t = useT();
  const format = useFormat();
  const { db } = useServices();
  const imported = useLiveQuery(async () => await readImported(db), [db]);
  if (imported === undefined) return undefined;
  if (imported.length === 0) return t("words.imported-none");
  return t("words.imported-until", {
    list: format.list(
      imported.map(({ kind, until }) => t("words.imported-one", { kind: t(`words.activity.${kind}`), day: until })),
    ),
  });
}
