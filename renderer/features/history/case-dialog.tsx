/** Who looked at a reader who has been erased since: by case number, for nothing says whose it was. */
import type { HistoryOf } from "../../desk-services/record-history.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useFormat, useLocale, useT } from "../../i18n/use-t.ts";
import { Dialog } from "../../ui/dialogs/dialog.tsx";
import type { Words } from "../../words/words.ts";
import { Looks } from "./looks.tsx";

export function CaseDialog({ of, onClose }: { of: HistoryOf; onClose: () => void }) {
  const t = useT();
  const words: Words = { t, format: useFormat(), locale: useLocale(), house: useHouse() };
  return (
    <Dialog open wide reading title={of.title} closeLabel={t("history.close")} onClose={onClose}>
      <Looks of={of} words={words} />
    </Dialog>
  );
}
