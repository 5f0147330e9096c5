/**
 * How a figure is computed: in words, with the numbers in it, what it was corrected by, and the way to its rows or to
 * what is missing.
 */
import type { FigureLine } from "#shared/reports/figure-line.ts";
import { standing } from "#shared/reports/seals.ts";
import type { MessageId } from "../../i18n/message-id.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialogs/dialog.tsx";
import { howValues } from "../../words/how-words.ts";
import type { PageProps } from "./asked.ts";
import { useFigureText } from "./use-figure-text.ts";
import { WayOut } from "./way-out.tsx";

const HUNDREDTHS = 100;

export function FormulaDialog({
  line,
  onClose,
  onGo,
}: {
  line: FigureLine;
  onClose: () => void;
  onGo: PageProps["onGo"];
}) {
  const t = useT();
  const format = useFormat();
  const text = useFigureText();
  const { figure, now, sealed, corrected } = line;
  const isChanged = sealed !== undefined && now.tag === "known" && now.value !== sealed.value;
  return (
    <Dialog
      open
      reading
      title={t("reports.open-formula", { figure: t(`reports.name-${figure}`) })}
      closeLabel={t("reports.close-dialog")}
      onClose={onClose}
      {...(now.tag === "known" && {
        footer: (
          <footer>
            <Button onClick={() => onGo({ rows: figure })}>{t("reports.to-rows")}</Button>
          </footer>
        ),
      })}
    >
      <p>{t(`reports.how-${figure}`, howValues(t, format))}</p>
      {sealed !== undefined && (
        <p>
          <b>
            {[
              t("reports.sealed", { value: text.shortOf(figure, standing(sealed, now)) }),
              text.correctedOf(figure, corrected, true),
            ]
              .filter((part) => part !== "")
              .join(" · ")}
          </b>
        </p>
      )}
      {now.tag === "unknown" ? (
        <p>
          {text.missingOf(now)} <WayOut value={now} figure={figure} onGo={onGo} />
        </p>
      ) : (
        <>
          <dl className="report-parts" aria-label={t("reports.numbers")}>
            <dt>{isChanged ? t("reports.records-now") : t(`reports.name-${figure}`)}</dt>
            <dd className="nums">
              <b>{text.shortOf(figure, now)}</b>
            </dd>
            {Object.entries(now.parts).map(([part, value]) => (
              <div key={part} className="report-pair">
                {/* every part of a formula has its word */}
                <dt>{t(`reports.part-${part}` as MessageId)}</dt>
                <dd className="nums">{format.number(Math.round(value * HUNDREDTHS) / HUNDREDTHS)}</dd>
              </div>
            ))}
          </dl>
          {sealed === undefined && corrected !== 0 && <p>{text.correctedOf(figure, corrected, false)}</p>}
        </>
      )}
      {now.tag === "known" && now.sources.length > 0 && (
        <p>{t("reports.from-typed", { sources: now.sources.join(" · ") })}</p>
      )}
    </Dialog>
  );
}
