/** The readers, records and typed numbers that a figure is made of, the latest or the largest first. */
import { dayToNumber, numberToDay } from "#shared/kernel/day.ts";
import { firstOf, lastOf } from "#shared/kernel/month.ts";
import type { TypedFigure } from "#shared/model/reports/month-figures.ts";
import { servedBy } from "#shared/model/settings/served.ts";
import type { FigureId } from "#shared/reports/figures.ts";
import { answeredAt, isEnquiry } from "#shared/reports/month-counts.ts";
import { addUp } from "#shared/reports/rows-behind.ts";
import type { TypedPart } from "#shared/reports/typed.ts";
import type { Row } from "../../db/database.ts";
import type { FigureRow, ReportAsked, RowsOfFigure } from "../../platform/worker/reports-api.ts";
import { placeOfUse } from "../library-use/month-tallies.ts";
import { localDay } from "../library-use/use-rows.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import { type CardFacts, isMadeIn, wasValidOn } from "./card-book.ts";
import { contactsIn, endOf, monthStart, usesIn } from "./month-book.ts";
import type { ReportView } from "./report-view.ts";

const DAY_MS = 86_400_000;
const NONE: readonly FigureRow[] = [];

/** @param most so many of them; a sheet of a large library has more rows than anybody reads */
export async function figureRows(
  db: WorkerDeps["db"],
  view: ReportView,
  asked: ReportAsked,
  figure: FigureId,
  most: number,
): Promise<Omit<RowsOfFigure, "isHidden">> {
  const rows = await rowsOf(db, view, asked, figure);
  const sum = rows.reduce((all, { amount }) => all + amount, 0);
  return { total: rows.length, ...(addUp(figure) && { sum }), rows: rows.slice(0, most) };
}

async function rowsOf(
  db: WorkerDeps["db"],
  view: ReportView,
  { branch, period }: ReportAsked,
  figure: FigureId,
): Promise<readonly FigureRow[]> {
  const months = view.monthsOf(period);
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return NONE;
  const until = view.untilOf(period);
  const isOf = (place: string | undefined): boolean => branch === null || place === branch;
  const cards = (isCounted: (card: CardFacts) => boolean, isDated = false): readonly FigureRow[] =>
    [...view.book.cards].flatMap(([id, card]) =>
      isOf(card.branch) && isCounted(card)
        ? [{ ...readerRow(id, 1), ...(isDated && card.from !== undefined && { on: numberToDay(card.from) }) }]
        : [],
    );
  const contacts = async (
    isCounted: (row: Row<"interaction">) => boolean,
    amountOf: (row: Row<"interaction">) => number,
  ): Promise<readonly FigureRow[]> =>
    (await contactsIn(db, monthStart(first), endOf(last)))
      .filter((row) => isOf(row.branch) && isCounted(row))
      .map((row) => contactRow(row, amountOf(row)))
      .toReversed();
  const typed = (of: TypedFigure): readonly FigureRow[] =>
    months.flatMap(
      (month) =>
        view
          .typed(branch)(month, of)
          ?.parts.map((part) => typedRow(month, part)) ?? [],
    );
  /** What was typed in, and of the months and branches without it what was recorded. */
  const uses = async (of: TypedFigure, kind: string): Promise<readonly FigureRow[]> => {
    const recorded = (await usesIn(db, firstOf(first), lastOf(last))).filter((row) => {
      const place = placeOfUse(row, view.book.branchOf);
      const given = view.typed(branch)((row.on ?? "").slice(0, 7), of);
      const stands = given === undefined || (given.only !== null && !given.only.some((each) => each === place));
      return row.kind === kind && isOf(place) && stands;
    });
    return [...typed(of), ...byReader(recorded)];
  };

  switch (figure) {
    case "valid-cards":
      return cards((card) => wasValidOn(card, dayToNumber(until)));
    case "new-cards":
      // counted by the day of issue, as which they are listed
      return cards((card) => isMadeIn(card, dayToNumber(firstOf(first)), dayToNumber(until)), true).toSorted(
        (a, b) => compare(b.on ?? "", a.on ?? "") || compare(a.id, b.id),
      );
    case "active-readers":
    case "reached":
      return view.activeOn(until, branch).map((id) => readerRow(id, 1));
    case "population":
      return view.branches
        .filter(({ id }) => isOf(id))
        .map((row) => ({
          kind: "branch",
          id: row.id,
          branch: row.id,
          reader: undefined,
          on: undefined,
          amount: servedBy(row),
        }));
    case "visits":
    case "visits-per-head":
      return uses("visits", "visit");
    case "loans":
    case "loans-per-head":
      return uses("loans", "loan");
    case "event-attendance":
    case "attendance-per-head":
      return uses("event-attendance", "event");
    case "events-held":
    case "purchases":
    case "expenditure":
      return typed(figure);
    case "enquiries":
      return contacts(isEnquiry, ({ count = 1 }) => count);
    case "fill-rate":
      return contacts(
        (row) => isEnquiry(row) && row.outcome !== undefined,
        ({ count = 1 }) => count,
      );
    case "satisfaction":
      return contacts(
        ({ satisfaction }) => satisfaction !== undefined,
        ({ satisfaction = 0 }) => satisfaction,
      );
    case "cost-per-reader": {
      const value = view.sheet(branch, period)[figure];
      const isTyped = value.tag === "known" && value.parts.spent !== undefined;
      return isTyped
        ? typed("expenditure")
        : contacts(
            ({ minutes = 0 }) => minutes > 0,
            ({ minutes = 0 }) => minutes,
          );
    }
    case "promptness":
    case "answered-opinions": {
      const rows = answers(
        view.book.opinions.filter((row) => isOf(row.branch)),
        monthStart(first),
        endOf(last),
      );
      return figure === "promptness"
        ? rows
        : rows
            .map((row) => ({ ...row, amount: 1 }))
            .toSorted((a, b) => compare(b.on ?? "", a.on ?? "") || compare(a.id, b.id));
    }
    case "willing-to-return":
      return NONE;
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const readerRow = (id: string, amount: number): FigureRow => ({
  kind: "reader",
  id,
  reader: id,
  on: undefined,
  amount,
});

const typedRow = (month: string, { branch, value, source }: TypedPart): FigureRow => ({
  kind: "month-figures",
  id: `${month} ${branch ?? ""}`,
  reader: undefined,
  on: month,
  branch,
  source,
  amount: value,
});

export const contactRow = ({ id, reader, at }: Row<"interaction">, amount: number): FigureRow => ({
  kind: "interaction",
  id,
  reader,
  on: at === undefined ? undefined : localDay(at),
  amount,
});

/** Days from receipt to answer, the slowest first. */
const answers = (opinions: readonly Row<"feedback">[], from: number, to: number): readonly FigureRow[] =>
  opinions
    .flatMap((row): readonly FigureRow[] => {
      const at = answeredAt(row);
      if (at === undefined || row.receivedAt === undefined || at < from || at >= to) return [];
      return [
        {
          kind: "feedback",
          id: row.id,
          reader: row.reader,
          on: localDay(at),
          amount: Math.max(0, at - row.receivedAt) / DAY_MS,
        },
      ];
    })
    .toSorted((a, b) => b.amount - a.amount);

/** Those of nobody by name together, after all others. */
function byReader(rows: readonly Row<"activity">[]): readonly FigureRow[] {
  const sums = new Map<string | undefined, number>();
  for (const { reader, quantity = 1 } of rows) sums.set(reader, (sums.get(reader) ?? 0) + quantity);
  const nameless = sums.get(undefined);
  sums.delete(undefined);
  const named = [...sums]
    .map(([id = "", amount]) => readerRow(id, amount))
    .toSorted((a, b) => b.amount - a.amount || (a.id < b.id ? -1 : 1));
  return nameless === undefined
    ? named
    : [...named, { kind: "activity", id: "", reader: undefined, on: undefined, amount: nameless }];
}
