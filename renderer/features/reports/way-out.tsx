/** Where what a figure is missing can be entered; nothing where it comes by itself with the work. */
import { useLocation } from "wouter";
import { TYPED_FIGURES, type TypedFigure } from "#shared/model/reports/month-figures.ts";
import type { FigureId, FigureValue, Missing } from "#shared/reports/figures.ts";
import { useT } from "../../i18n/use-t.ts";
import type { ChosenReport, PageProps } from "./asked.ts";

const TO_IMPORT: ReadonlySet<Missing> = new Set(["not-recorded", "no-use"]);
const TO_CLOSE: ReadonlySet<Missing> = new Set([
  "not-recorded",
  "not-typed",
  "months-missing",
  "no-population",
  "no-rate",
]);

/** What is divided, where it may be missing. */
const DIVIDED: Readonly<Partial<Record<FigureId, TypedFigure>>> = {
  "visits-per-head": "visits",
  "attendance-per-head": "event-attendance",
  "loans-per-head": "loans",
  "cost-per-reader": "expenditure",
};

function enteredFor(why: Missing, figure: FigureId): Pick<ChosenReport, "enters"> {
  if (why === "no-population") return { enters: "population" };
  if (why === "no-rate") return { enters: "rate" };
  const enters = DIVIDED[figure] ?? TYPED_FIGURES.find((typed) => typed === figure);
  return enters === undefined ? {} : { enters };
}

export function WayOut({ value, figure, onGo }: { value: FigureValue; figure: FigureId; onGo: PageProps["onGo"] }) {
  const t = useT();
  const [, navigate] = useLocation();
  if (value.tag === "known") return null;
  const name = t(`reports.name-${figure}`);
  return (
    <span className="no-print">
      {(TO_IMPORT.has(value.why) || value.isImported === true) && (
        <button
          type="button"
          className="link"
          aria-label={t("reports.go-of", { figure: name, go: t("reports.go-import") })}
          onClick={() => navigate("/import")}
        >
          {t("reports.go-import")}
        </button>
      )}{" "}
      {(TO_CLOSE.has(value.why) || value.why === "no-ratings") && (
        <button
          type="button"
          className="link"
          aria-label={t("reports.go-of", { figure: name, go: t("reports.go-close") })}
          onClick={() =>
            onGo(
              value.why === "no-ratings"
                ? { rows: { tag: "unrated" } }
                : { page: "close", ...enteredFor(value.why, figure) },
            )
          }
        >
          {t("reports.go-close")}
        </button>
      )}
    </span>
  );
}
