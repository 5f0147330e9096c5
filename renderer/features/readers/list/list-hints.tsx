/** What the keys of the list do, under it while nobody is selected. */
import { useT } from "../../../i18n/use-t.ts";
import { Kbd } from "../../../ui/kbd.tsx";

const HINTS = [
  ["X", "readers.choose"],
  ["Ctrl+A", "readers.choose-all"],
  ["T", "readers.chosen-task"],
  ["A", "readers.chosen-owner"],
  ["L", "readers.chosen-tags"],
  ["C", "readers.chosen-contact"],
  ["S", "readers.order"],
  ["Space", "readers.peek"],
  ["↵", "readers.hint-open"],
] as const;

export function ListHints() {
  const t = useT();
  return (
    <div className="keys no-print" role="note" aria-label={t("readers.keys")}>
      {HINTS.map(([keys, label]) => (
        <span key={label}>
          <Kbd keys={keys} />
          {t(label)}
        </span>
      ))}
    </div>
  );
}
