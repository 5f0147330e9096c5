/** The readers and records that a figure counts, the latest or the largest first. */
import { dayToNumber } from "#shared/kernel/day.ts";
import { firstOf } from "#shared/kernel/month.ts";
import type { FigureId } from "#shared/reports/figures.ts";
import { answeredAt, isEnquiry } from "#shared/reports/month-counts.ts";
import type { Row } from "../../db/database.ts";
import type { FigureRow, FigureRows, ReportAsked } from "../../platform/reports-api.ts";
import { localDay } from "../statistics/use-rows.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import { type CardFacts, isMadeIn, isValidOn } from "./card-book.ts";
import { contactsIn, endOf, placeOfUse, startOf, usesIn } from "./month-book.ts";
import type { ReportView } from "./report-view.ts";

const DAY_MS = 86_400_000;
const NONE: readonly FigureRow[] = [];

/** @param most so many of them; a sheet of a large library has more rows than anybody reads */
export async function figureRows(db: WorkerDeps["db"], view: ReportView, asked: ReportAsked, figure: FigureId, most: number): Promise<FigureRows> {
  const rows = await rowsOf(db, view, asked, figure);
  return { total: rows.length, rows: rows.slice(0, most) };
}

async function rowsOf(db: WorkerDeps["db"], view: ReportView, { branch, period }: ReportAsked, figure: FigureId): Promise<readonly FigureRow[]> {
  const months = view.monthsOf(period);
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return NONE;
  const until = view.untilOf(period);
  const isOf = (place: string | undefined): boolean => branch === null || place === branch;
  const cards = (isCounted: (card: CardFacts) => boolean): readonly FigureRow[] => [...view.book.cards].flatMap(([id, card]) => (isOf(card.branch) && isCounted(card) ? [readerRow(id, 1)] : []));
  const contacts = async (isCounted: (row: Row<"interaction">) => boolean, amountOf: (row: Row<"interaction">) => number): Promise<readonly FigureRow[]> =>
    (await contactsIn(db, startOf(first), endOf(last)))
      .filter((row) => isOf(row.branch) && isCounted(row))
      .map((row) => contactRow(row, amountOf(row)))
      .toReversed();
  const uses = async (kind: string): Promise<readonly FigureRow[]> => byReader((await usesIn(db, firstOf(first), until)).filter((row) => row.kind === kind && isOf(placeOfUse(row, view.book.cards))));

  switch (figure) {
    case "valid-cards":
      return cards((card) => isValidOn(card, dayToNumber(until)));
    case "new-cards":
      return cards((card) => isMadeIn(card, dayToNumber(firstOf(first)), dayToNumber(until)));
    case "active-readers":
    case "reached":
      return view.activeOn(until, branch).map((id) => readerRow(id, 1));
    case "visits":
    case "visits-per-head":
      return uses("visit");
    case "loans":
    case "loans-per-head":
      return uses("loan");
    case "event-attendance":
    case "attendance-per-head":
      return uses("event");
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
    case "cost-per-reader":
      return contacts(
        ({ minutes = 0 }) => minutes > 0,
        ({ minutes = 0 }) => minutes,
      );
    case "promptness":
    case "answered-opinions":
      return answers(
        view.book.opinions.filter((row) => isOf(row.branch)),
        startOf(first),
        endOf(last),
      );
    case "population":
    case "events-held":
    case "purchases":
    case "expenditure":
    case "willing-to-return":
      return NONE;
  }
}

const readerRow = (id: string, amount: number): FigureRow => ({ kind: "reader", id, reader: id, on: undefined, amount });

const contactRow = ({ id, reader, at }: Row<"interaction">, amount: number): FigureRow => ({ kind: "interaction", id, reader, on: at === undefined ? undefined : localDay(at), amount });

/** Days from receipt to answer, the slowest first. */
const answers = (opinions: readonly Row<"feedback">[], from: number, to: number): readonly FigureRow[] =>
  opinions
    .flatMap((row): readonly FigureRow[] => {
      const at = answeredAt(row);
      if (at === undefined || row.receivedAt === undefined || at < from || at >= to) return [];
      return [{ kind: "feedback", id: row.id, reader: row.reader, on: localDay(at), amount: Math.max(0, at - row.receivedAt) / DAY_MS }];
    })
    .toSorted((a, b) => b.amount - a.amount);

function byReader(rows: readonly Row<"activity">[]): readonly FigureRow[] {
  const sums = new Map<string, number>();
  for (const { reader, quantity = 1 } of rows) if (reader !== undefined) sums.set(reader, (sums.get(reader) ?? 0) + quantity);
  return [...sums].map(([id, amount]) => readerRow(id, amount)).toSorted((a, b) => b.amount - a.amount || (a.id < b.id ? -1 : 1));
}
