/** Who gets none of a file that is about to be made, each with the reason. */
import { MERGE_NAMES } from "#shared/outreach/text/merge-fields.ts";
import { LANGUAGE_NAMES } from "../../../i18n/locale.ts";
import { useFormat, useLocale, useT } from "../../../i18n/use-t.ts";
import type { LeftOutReason, LeftOutRow } from "./out-rows.ts";

const SHOWN = 6;

export function LeftOutList({ left }: { readonly left: readonly LeftOutRow[] }) {
  const t = useT();
  const why = useLeftOutWords();
  if (left.length === 0) return null;
  const more = left.length - SHOWN;
  return (
    <details open={left.length <= SHOWN}>
      <summary>{t("out-files.left-out", { count: left.length })}</summary>
      <ul className="records">
        {left.slice(0, SHOWN).map(({ row, why: reason }) => (
          <li key={row.id}>{t("out-files.left-out-one", { name: row.name, why: why(reason) })}</li>
        ))}
        {more > 0 && <li>{t("out-files.left-out-more", { count: more })}</li>}
      </ul>
    </details>
  );
}

function useLeftOutWords(): (reason: LeftOutReason) => string {
  const t = useT();
  const locale = useLocale();
  const { list } = useFormat();
  return (reason) => {
    switch (reason.tag) {
      case "missing":
        return t("out-files.why-missing", { fields: list(reason.fields.map((field) => MERGE_NAMES[field][locale])) });
      case "unknown-field":
        return t("out-files.why-unknown", { written: list(reason.written) });
      case "no-text":
        return t("out-files.why-no-text", { language: LANGUAGE_NAMES[reason.language] });
      case "bad-address":
        return t("out-files.why-bad-address");
      case "too-long":
        return t("out-files.why-too-long");
      case "no-glyph":
        return t("out-files.why-no-glyph", { chars: reason.chars.join(" ") });
    }
  };
}
