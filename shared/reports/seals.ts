/**
 * Closed months. The first closing counts for good; what came later stands beside it as corrections, each with the
 * closing that took it in, the last one still open. Two desks that closed a month without knowing of each other:
 * the earlier instant is the first, of equal ones the smaller id; the other is a further closing. A closing that
 * names another one never takes its place, so only closings that had not seen each other compete. The same on every
 * desk, whatever order they arrive in.
 */
import { type MonthSeal, sealKey } from "../model/reports/month-seal.ts";
import { FIGURES, type FigureId, type FigureValue, type KnownFigure, known, unitOf } from "./figures.ts";
import type { Sheet } from "./sheet.ts";

export interface Seal extends Required<Pick<MonthSeal, "month" | "at" | "figures">> {
  readonly id: string;
  readonly by: string | undefined;
  /** The closing that it follows. */
  readonly after: string | undefined;
}

export interface SealedMonth {
  readonly first: Seal;
  /** In the order in which they were made. */
  readonly further: readonly Seal[];
}

export interface Correction {
  /** The closing that took it in; null for what no closing has seen yet. */
  readonly seal: string | null;
  readonly change: number;
}

export interface SealedFigure {
  /** As it stood at the first closing. */
  readonly value: number;
  readonly source: string | undefined;
  /** Of a share, how many it was of, where the closing says so. */
  readonly of?: number | undefined;
  /** None of them 0; value and corrections add up to what it is now. */
  readonly corrections: readonly Correction[];
}

type SealRow = MonthSeal & { readonly id: string };

export function sealedMonths(rows: readonly SealRow[]): ReadonlyMap<string, SealedMonth> {
  const byMonth = new Map<string, Seal[]>();
  for (const { id, month, at, figures, by, after } of rows) {
    if (month === undefined || at === undefined || figures === undefined) continue;
    byMonth.set(month, [...(byMonth.get(month) ?? []), { id, month, at, figures, by, after }]);
  }
  return new Map(
    [...byMonth].flatMap(([month, seals]) => {
      const sealed = inOrder(seals);
      return sealed === null ? [] : [[month, sealed] as const];
    }),
  );
}

function inOrder(seals: readonly Seal[]): SealedMonth | null {
  const here = new Set(seals.map(({ id }) => id));
  const earlier = (a: Seal, b: Seal): number => a.at - b.at || (a.id < b.id ? -1 : 1);
  const isRoot = ({ after }: Seal): boolean => after === undefined || !here.has(after);
  const [first] = seals.filter(isRoot).toSorted(earlier);
  return first === undefined ? null : { first, further: seals.filter((seal) => seal !== first).toSorted(earlier) };
}

/** What a closing writes down: of each sheet all that could be measured. */
export function figuresToSeal(
  sheets: readonly { readonly branch: string | null; readonly sheet: Sheet }[],
): Seal["figures"] {
  return Object.fromEntries(
    sheets.flatMap(({ branch, sheet }) =>
      FIGURES.flatMap((figure) => {
        const value = sheet[figure];
        if (value.tag === "unknown") return [];
        const of = unitOf(figure) === "share" ? wholeOf(value) : undefined;
        return [
          [
            sealKey(figure, branch),
            {
              value: value.value,
              ...(of !== undefined && { of }),
              ...(value.sources.length > 0 && { source: value.sources.join(" · ").slice(0, 200) }),
            },
          ] as const,
        ];
      }),
    ),
  );
}

/** Undefined where no closing has the figure. */
export function sealedFigure(
  { first, further }: SealedMonth,
  figure: FigureId,
  branch: string | null,
  now: FigureValue,
): SealedFigure | undefined {
  const key = sealKey(figure, branch);
  const [sealed, ...later] = [first, ...further].flatMap((seal) => {
    const found = seal.figures[key];
    return found === undefined ? [] : [{ seal, ...found }];
  });
  if (sealed === undefined) return undefined;
  const corrections: Correction[] = [];
  let stood = sealed.value;
  const correct = (seal: string | null, value: number): void => {
    if (value !== stood) corrections.push({ seal, change: value - stood });
    stood = value;
  };
  for (const { seal, value } of later) correct(seal.id, value);
  if (now.tag === "known") correct(null, now.value);
  return { value: sealed.value, source: sealed.source, of: sealed.of, corrections };
}

/** What a share is of: the second of its formula's numbers. */
function wholeOf({ parts }: KnownFigure): number | undefined {
  const [, whole] = Object.values(parts);
  return Number.isSafeInteger(whole) ? whole : undefined;
}

/** What counts now: a closed figure as it was closed, with its formula's numbers where nothing has changed since. */
export function standing(
  sealed: Pick<SealedFigure, "value" | "source" | "of"> | undefined,
  now: FigureValue,
): FigureValue {
  if (sealed === undefined || (now.tag === "known" && now.value === sealed.value)) return now;
  return known(
    sealed.value,
    sealed.of === undefined ? {} : { part: Math.round(sealed.value * sealed.of), of: sealed.of },
    sealed.source === undefined ? [] : [sealed.source],
  );
}

export const correctionOf = ({ corrections }: SealedFigure): number =>
  corrections.reduce((sum, { change }) => sum + change, 0);
