/** Letters and labels as files of at most 200 each: what is laid out is printed by the host, one file after the other. */
import type { Host } from "#shared/host/contract.ts";
import type { PdfFault } from "#shared/host/print-calls.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { AddressZone } from "#shared/outreach/paper/envelope-window.ts";
import { type LabelLayout, labelPages } from "#shared/outreach/paper/label-sheets.ts";
import { letterCode } from "#shared/outreach/paper/letter-code.ts";
import { type LetterSender, letterPages } from "#shared/outreach/paper/letter-pages.ts";
import { A4, type PrintedPage } from "#shared/outreach/paper/printed-sheet.ts";
import type { Locale } from "../../../i18n/locale.ts";
import type { OutReady, OutRow } from "./out-rows.ts";

/** Letters, or sheets of labels, in a file. */
const IN_FILE = 200;

export interface LetterRun {
  readonly tag: "letters";
  readonly sender: LetterSender;
  readonly zone: AddressZone | null;
  /** The day of the letters, in the words of each language. */
  readonly date: (language: Locale) => string;
  readonly withCode: boolean;
  /** The first to be made, counted from 1: where an earlier run was printed up to the one before it. */
  readonly from: number;
}

export interface LabelRun {
  readonly tag: "labels";
  readonly layout: LabelLayout;
  /** Gone from the first sheet. */
  readonly used: number;
  /** Of the sheets, on which labels of several languages stand. */
  readonly language: Locale;
  readonly withCode: boolean;
}

/** Pages of one file. */
interface PaperPart {
  readonly pages: readonly PrintedPage[];
  /** Letters, or labels, up to its end. */
  readonly upTo: number;
}

/** What decides whether an address fits. */
export type PaperFit =
  | Pick<LetterRun, "tag" | "zone" | "withCode">
  | Pick<LabelRun, "tag" | "layout" | "language" | "withCode">;

/** Whether her address fits into the window, or on the label. */
export const fitsPaper = (fit: PaperFit, row: OutRow): boolean =>
  fit.tag === "letters"
    ? letterPages({ ...envelopeOf(row, fit.withCode), ...NOTHING_SAID }, NOBODY, fit.zone, row.language) !== null
    : labelPages([envelopeOf(row, fit.withCode)], fit.layout, fit.language).unfit.length === 0;
const NOTHING_SAID = { subject: "", body: "", date: "", no: 1 };
const NOBODY: LetterSender = { library: "", contact: "" };

export interface LaidOut {
  readonly parts: readonly PaperPart[];
  /** In their order, of all parts. */
  readonly rows: readonly OutReady[];
}

/** @param ready whose addresses fit */
export const layOutPaper = (run: LetterRun | LabelRun, ready: readonly OutReady[]): LaidOut =>
  run.tag === "letters" ? layOutLetters(run, ready) : layOutLabels(run, ready);

function layOutLetters(run: LetterRun, ready: readonly OutReady[]): LaidOut {
  const letters: { readonly pages: readonly PrintedPage[]; readonly of: OutReady }[] = [];
  for (const of of ready) {
    const { row, subject, text } = of;
    const letter = {
      ...envelopeOf(row, run.withCode),
      subject,
      body: text,
      date: run.date(row.language),
      no: letters.length + 1,
    };
    const pages = letterPages(letter, run.sender, run.zone, row.language);
    if (pages !== null) letters.push({ pages, of });
  }
  const made = letters.slice(run.from - 1);
  const parts = Array.from({ length: Math.ceil(made.length / IN_FILE) }, (_, at): PaperPart => {
    const own = made.slice(at * IN_FILE, (at + 1) * IN_FILE);
    return { pages: own.flatMap(({ pages }) => pages), upTo: at * IN_FILE + own.length };
  });
  return { parts, rows: made.map(({ of }) => of) };
}

function layOutLabels({ layout, used, language, withCode }: LabelRun, ready: readonly OutReady[]): LaidOut {
  const addressees = ready.map(({ row }) => envelopeOf(row, withCode));
  const { pages, unfit } = labelPages(addressees, layout, language, used);
  const without = new Set(unfit);
  const rows = ready.filter((_, at) => !without.has(at));
  const perPage = layout.rows * layout.columns;
  const parts = Array.from({ length: Math.ceil(pages.length / IN_FILE) }, (_, at): PaperPart => {
    const own = pages.slice(at * IN_FILE, (at + 1) * IN_FILE);
    return { pages: own, upTo: Math.min(rows.length, (at * IN_FILE + own.length) * perPage - used) };
  });
  return { parts, rows };
}

const envelopeOf = (row: OutRow, withCode: boolean) => ({
  language: row.language,
  name: row.addressee,
  address: row.to,
  ...(withCode && { code: letterCode(row.id) }),
});

export type PaperFault = PdfFault | { readonly tag: "host-away" };

/** @returns the file */
export async function printPart(
  host: Host,
  job: string,
  title: string,
  { pages }: PaperPart,
): Promise<Result<Uint8Array<ArrayBuffer>, PaperFault>> {
  const printed = await host("print.pdf", { job, sheet: { ...A4, title, pages: pages.map(plainPage) } });
  if (printed.ok) return ok(printed.value.bytes);
  const { error } = printed;
  switch (error.tag) {
    case "no-browser":
    case "cancelled":
    case "not-made":
    case "host-away":
      return err(error);
    default:
      return err({ tag: "not-made", reason: error.tag });
  }
}

/** The contract's arrays are the caller's own. */
const plainPage = ({ language, lines, bars }: PrintedPage) => ({
  language,
  lines: [...lines],
  bars: bars.map((each) => ({ ...each, widths: [...each.widths] })),
});
