/** A figure in words: its value by its unit, a change with its sign, or why there is none. */
import { HIDDEN } from "#shared/analysis/told/small-cells.ts";
import type { ToldChange } from "#shared/reports/figure-line.ts";
import {
  type FigureId,
  type FigureValue,
  type KnownFigure,
  type UnknownFigure,
  unitOf,
} from "#shared/reports/figures.ts";
import { type MonthRun, monthRuns } from "#shared/reports/month-runs.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { isOfEnough, type SharePart, shareText } from "../../words/percentage-words.ts";
import { monthText } from "../../words/things-named.ts";

export interface FigureText {
  readonly valueOf: (figure: FigureId, value: number) => string;
  /** "+12", "−8", of shares "+3.2 points"; what rounds to nothing is none. */
  readonly changeOf: (figure: FigureId, change: number) => string;
  /** What has come to a closed month since, of few persons the sign for hidden. */
  readonly correctionOf: (figure: FigureId, change: ToldChange) => string;
  /**
   * The same in words, nothing where nothing has come: beside a closed figure that keeps out what came, or one that it
   * is part of.
   */
  readonly correctedOf: (figure: FigureId, change: ToldChange, isClosed: boolean) => string;
  /**
   * From one to the other as both are shown; a dash where one is not known, or a share of few: its points would look
   * more certain than they are.
   */
  readonly between: (figure: FigureId, before: FigureValue, now: FigureValue) => string;
  /** What is missing; of what is hidden, that it is. */
  readonly missingOf: (value: UnknownFigure) => string;
  /**
   * The value with how many it is of, a share of few as its numbers with the interval, or the sign for hidden or not
   * measurable.
   */
  readonly shortOf: (figure: FigureId, value: FigureValue) => string;
  /** Of a share, how many it is of, "n = 120"; nothing of any other figure. */
  readonly wholeOf: (figure: FigureId, value: FigureValue) => string;
  /** For a file: a number, or such a sign. */
  readonly cellOf: (value: FigureValue) => string | number;
}

const [TENTHS, CENTS, PERCENT] = [10, 100, 100];
const rounded = (value: number, to: number): number => Math.round(value * to) / to;

/** Two digits that count, however small: a visit a head is a small number in a month. */
const digits = (value: number): string => new Intl.NumberFormat("en", { maximumSignificantDigits: 2 }).format(value);

/** A share is made of what counts and of how many. */
function sharePart({ parts }: KnownFigure): SharePart | undefined {
  const [part, whole] = Object.values(parts);
  return part === undefined || whole === undefined ? undefined : { part, whole };
}

const THOUSANDTHS = new Intl.NumberFormat("en", { maximumFractionDigits: 3, useGrouping: false });

/** A change agrees with the two values that stand beside it. */
function asShown(figure: FigureId, value: number): number {
  switch (unitOf(figure)) {
    case "count":
      return value;
    case "share":
      return Number(THOUSANDTHS.format(value));
    case "each":
      return value < 1 ? Number(digits(value)) : rounded(value, CENTS);
    case "days":
      return rounded(value, TENTHS);
    case "money":
      return rounded(value, CENTS);
  }
}

export function useFigureText(): FigureText {
  const t = useT();
  const format = useFormat();
  const plain = (figure: FigureId, value: number): string => {
    switch (unitOf(figure)) {
      case "count":
        return format.number(value);
      case "share":
        return format.percent(value);
      case "each":
        return value < 1 ? digits(value) : format.hundredths(value);
      case "days":
        return t("reports.days", { count: format.number(asShown(figure, value)) });
      case "money":
        return format.number(asShown(figure, value));
    }
  };
  const changeOf = (figure: FigureId, change: number): string => {
    const isShare = unitOf(figure) === "share";
    const say = (of: number): string => (isShare ? format.number(rounded(of * PERCENT, TENTHS)) : plain(figure, of));
    const [none, size] = [say(0), say(Math.abs(change))];
    if (size === none) return t("words.unchanged");
    const signed = `${change > 0 ? "+" : "−"}${size}`;
    return isShare ? t("words.points", { change: signed }) : signed;
  };
  const correctionOf = (figure: FigureId, change: ToldChange): string =>
    change === null ? HIDDEN : changeOf(figure, change);
  const isComparable = (figure: FigureId, value: FigureValue): value is KnownFigure => {
    if (value.tag === "unknown") return false;
    const share = unitOf(figure) === "share" ? sharePart(value) : undefined;
    return share === undefined || isOfEnough(share);
  };
  const runText = ({ from, to }: MonthRun): string => (from === to ? from : t("reports.months-run", { from, to }));
  const signOf = ({ why }: UnknownFigure): string => (why === "too-few" ? HIDDEN : t("reports.unknown-short"));
  return {
    valueOf: plain,
    changeOf,
    correctionOf,
    correctedOf: (figure, change, isClosed) =>
      change === 0
        ? ""
        : t(isClosed || change === null ? "reports.corrected-after" : "reports.corrected-within", {
            change: correctionOf(figure, change),
          }),
    between: (figure, before, now) =>
      isComparable(figure, before) && isComparable(figure, now)
        ? changeOf(figure, asShown(figure, now.value) - asShown(figure, before.value))
        : "–",
    missingOf({ why, months = [], isImported = false }) {
      if (why === "too-few") return t("reports.why-too-few");
      const missing = format.list(months.map((month) => monthText(month, t)));
      return t("reports.unknown-why", {
        why:
          why === "months-missing"
            ? t(isImported ? "reports.why-lists-missing" : "reports.why-months-missing", { months: missing })
            : t(`reports.why-${why}`),
      });
    },
    wholeOf(figure, value) {
      const share = value.tag === "known" && unitOf(figure) === "share" ? sharePart(value) : undefined;
      return share === undefined ? "" : `n = ${format.number(share.whole)}`;
    },
    cellOf: (value) => (value.tag === "known" ? value.value : signOf(value)),
    shortOf(figure, value) {
      if (value.tag === "unknown") return signOf(value);
      if (value.gaps !== undefined)
        return t("reports.with-gaps", {
          value: plain(figure, value.value),
          months: format.list(monthRuns(value.gaps).map(runText)),
        });
      const { answers } = value.parts;
      const share = unitOf(figure) === "share" ? sharePart(value) : undefined;
      if (share !== undefined) return shareText(share, t, format);
      if (answers === undefined) return plain(figure, value.value);
      const days = format.number(rounded(value.value, TENTHS));
      return answers === 1
        ? t("reports.days-one", { days })
        : t("reports.days-of", { days, count: format.number(answers) });
    },
  };
}
