/** How many come again by themselves, as the library's own readers in the same stages did; one press takes it over. */
import { useAsked } from "../../desk-services/use-asked.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { shareText } from "../../words/percentage-words.ts";

/** A field that is being filled in is not asked about at every digit. */
const QUIET_MS = { first: 300, again: 1500 } as const;

interface AnywayHintProps {
  readonly outreach: string;
  readonly days: number;
  /** Per cent, and the bounds of the field. */
  readonly baseline: number;
  readonly most: number;
  readonly isFixed: boolean;
  readonly onTake: (baseline: number) => void;
}

export function AnywayHint({ outreach, days, baseline, most, isFixed, onTake }: AnywayHintProps) {
  const t = useT();
  const format = useFormat();
  const { held } = useAsked(
    `${outreach} ${days}`,
    (worker, onProgress) => worker.outreach.comesAnyway(outreach, onProgress),
    QUIET_MS,
  );
  if (held === null) return null;
  const { value: known } = held;
  if (known === null) return <p className="field-hint">{t("outreach.anyway-unknown")}</p>;
  const percent = Math.min(most, Math.max(1, Math.round(known.share * 100)));
  return (
    <p className="field-hint">
      {t("outreach.anyway", {
        days,
        share: shareText({ part: known.returned, whole: known.readers }, t, format),
      })}{" "}
      {!isFixed && percent !== baseline && (
        <button type="button" className="link" onClick={() => onTake(percent)}>
          {t("outreach.anyway-take", { percent: format.percent(percent / 100) })}
        </button>
      )}
    </p>
  );
}
