/** Expected use in words: what is foretold, how it was tried, and why nothing is. */
import type { BgNbd, BgNbdKind } from "#shared/analysis/forecast/bg-nbd.ts";
import { FEWEST_REPEATING, FEWEST_TRIED, FORECAST_SPANS, type Trial } from "#shared/analysis/forecast/forecast.ts";
import { type HoldOutGroup, MOST_ERROR } from "#shared/analysis/forecast/hold-out.ts";
import { isSmall } from "#shared/analysis/told/small-cells.ts";
import { inFile } from "../../../desk-services/figures/unprinted.tsx";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { COMING_BANDS, type ExpectedUse, type TooLittle } from "../../../platform/worker/expected-use-api.ts";
import type { FigureTable } from "../../../ui/figures/figure-frame.tsx";

type Foretold = Extract<ExpectedUse, { readonly tag: "foretold" }>;
type Refused = Extract<ExpectedUse, { readonly tag: "not-borne-out" }>;
type Cells = readonly [group: string, readers: string, foretold: string, came: string, interval: string];

/** Whether so few came, or stayed away, that they could be told. */
export const hidesGroup = ({ readers, came }: HoldOutGroup): boolean => isSmall(came) || isSmall(readers - came);

const otherThan = (kind: BgNbdKind): BgNbdKind => (kind === "bg" ? "mbg" : "bg");
const PARAMETERS = ["r", "alpha", "a", "b"] as const satisfies readonly (keyof BgNbd)[];
const SHORTEST = FORECAST_SPANS[FORECAST_SPANS.length - 1]?.months ?? 0;

interface ExpectedWords {
  readonly head: Cells;
  readonly cells: (group: HoldOutGroup, place: number) => Cells;
  /** @param told whether the numbers of readers by what is foretold, and of those tried, may leave the house */
  readonly table: (use: Foretold | Refused, told: { readonly bands: boolean; readonly trial: boolean }) => FigureTable;
  readonly tooLittle: (found: TooLittle) => string;
  readonly foretold: (use: Foretold) => string;
  readonly refused: (use: Refused) => string;
  /** What was wrong with each model. */
  readonly faults: (use: Refused) => readonly string[];
}

export function useExpectedWords(): ExpectedWords {
  const t = useT();
  const format = useFormat();
  const percent = (share: number): string => format.percent(Math.round(share * 100) / 100);
  const points = (share: number): string => format.number(Math.round(share * 1000) / 10);
  const parameter = (value: number): string => format.number(Number(value.toPrecision(3)));
  const head: Cells = [
    t("figures.group"),
    t("figures.tried"),
    t("figures.foretold"),
    t("figures.came"),
    t("figures.interval-95"),
  ];
  const cells = (group: HoldOutGroup, place: number): Cells => [
    String(place + 1),
    format.number(group.readers),
    percent(group.foretold),
    percent(group.share),
    t("figures.from-to", { low: percent(group.low), high: percent(group.high) }),
  ];
  const faultTexts = ({ kind, holdOut: { error, turnedAt, groups } }: Trial): readonly string[] => {
    const model = t(`figures.model-${kind}`);
    const [lower, higher] = turnedAt === null ? [] : [groups[turnedAt], groups[turnedAt + 1]];
    return [
      ...(error > MOST_ERROR
        ? [t("figures.fault-error", { model, points: points(error), most: points(MOST_ERROR) })]
        : []),
      ...(turnedAt !== null && lower !== undefined && higher !== undefined
        ? [
            t("figures.fault-turned", {
              model,
              lower: turnedAt + 1,
              higher: turnedAt + 2,
              lowerCame: percent(lower.share),
              higherCame: percent(higher.share),
            }),
          ]
        : []),
    ];
  };
  const parametersOf = ({ r, alpha, a, b }: BgNbd) => ({
    r: parameter(r),
    alpha: parameter(alpha),
    a: parameter(a),
    b: parameter(b),
  });
  return {
    head,
    cells,
    table(use, told) {
      const blank = ["", "", ""] as const;
      const groups = use.trials[0]?.holdOut.groups ?? [];
      const tried = groups.map((group, place) => {
        const [number, readers, foretold, came, interval] = cells(group, place);
        const isHidden = !told.trial || hidesGroup(group);
        return [number, inFile(!told.trial, readers), foretold, inFile(isHidden, came), inFile(isHidden, interval)];
      });
      const errors = use.trials.map(({ kind, holdOut }) => [
        t("figures.error-of", { model: t(`figures.model-${kind}`) }),
        points(holdOut.error),
        ...blank,
      ]);
      if (use.tag === "not-borne-out") return { head, rows: [...tried, ...errors] };
      const values = parametersOf(use.model);
      return {
        head,
        rows: [
          ...tried,
          ...errors,
          ...PARAMETERS.map((name) => [
            t(`figures.parameter-${name}`, { model: t(`figures.model-${use.model.kind}`) }),
            values[name],
            ...blank,
          ]),
          ...COMING_BANDS.map((band) => [
            t("figures.of-band", { band: t(`figures.band-${band}`) }),
            inFile(!told.bands, format.number(use.bands[band])),
            ...blank,
          ]),
        ],
      };
    },
    tooLittle: ({ readers, repeating }) =>
      t("figures.too-little-data", {
        readers,
        repeating,
        months: SHORTEST,
        tried: FEWEST_TRIED,
        repeatingTried: FEWEST_REPEATING,
      }),
    foretold({ model, trials, months, coming }) {
      const [used, other] = [model.kind, otherThan(model.kind)];
      const errorOf = (kind: BgNbdKind): string =>
        points(trials.find((trial) => trial.kind === kind)?.holdOut.error ?? 0);
      return t("figures.expected-say", {
        coming: Math.round(coming),
        months,
        model: t(`figures.model-${used}`),
        error: errorOf(used),
        other: t(`figures.model-${other}`),
        otherError: errorOf(other),
        ...parametersOf(model),
      });
    },
    refused: ({ months }) => t("figures.not-borne-out", { months }),
    faults: ({ trials }) => trials.flatMap(faultTexts),
  };
}
