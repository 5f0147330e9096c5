/**
 * Whom a file goes to and what it says to each, before it is made: whoever lacks something is left out and named with
 * the reason, so that no message goes out with a gap and nobody is forgotten.
 */
import { isMailAddress } from "#shared/outreach/messages/mail-draft.ts";
import type { MergeValues, OutreachField } from "#shared/outreach/text/merge-fields.ts";
import { fillMergeText, parseMergeText } from "#shared/outreach/text/merge-text.ts";
import type { Locale } from "../../../i18n/locale.ts";

export interface OutRow {
  /** Of the recipient's record: the letter's code is made of it, and the record of the file names it. */
  readonly id: string;
  /** By which a colleague knows her. */
  readonly name: string;
  /** Number or address that may be used, as `mayContact` has given it. */
  readonly to: string;
  /** Of the text that she gets. */
  readonly language: Locale;
  readonly values: MergeValues;
  /** As it stands on an envelope. */
  readonly addressee: string;
}

/** With its fields, in each language in which it is written. */
export type OutTexts = Readonly<Partial<Record<Locale, string>>>;

export const OUT_KINDS = ["letters", "labels", "sms", "mail-merge", "drafts"] as const;
export type OutKind = (typeof OUT_KINDS)[number];

export interface OutReady {
  readonly row: OutRow;
  readonly subject: string;
  /** Empty on labels. */
  readonly text: string;
}

export type LeftOutReason =
  | { readonly tag: "missing"; readonly fields: readonly OutreachField[] }
  | { readonly tag: "unknown-field"; readonly written: readonly string[] }
  | { readonly tag: "no-text"; readonly language: Locale }
  | { readonly tag: "bad-address" }
  | { readonly tag: "too-long" }
  | { readonly tag: "no-glyph"; readonly chars: readonly string[] };

export interface LeftOutRow {
  readonly row: OutRow;
  readonly why: LeftOutReason;
}

export interface OutList {
  readonly ready: readonly OutReady[];
  readonly left: readonly LeftOutRow[];
}

export interface RowsAsked {
  readonly kind: OutKind;
  readonly rows: readonly OutRow[];
  /** Of letters and mails, with its fields; one for all. */
  readonly subject: string;
  readonly texts: OutTexts;
  /** Whose address does not fit on the paper. */
  readonly unfit: ReadonlySet<OutRow>;
  /** Characters of a text that no font of this computer has; asked for paper alone. */
  readonly undrawable: (text: string, language: Locale) => readonly string[];
}

export function prepareRows({ kind, rows, subject, texts, unfit, undrawable }: RowsAsked): OutList {
  const isPaper = kind === "letters" || kind === "labels";
  const head = parseMergeText(kind === "letters" || kind === "drafts" ? subject : "");
  const bodies = new Map(Object.entries(texts).map(([language, text]) => [language, parseMergeText(text)]));
  const ready: OutReady[] = [];
  const left: LeftOutRow[] = [];
  for (const row of rows) {
    const made = unfit.has(row) ? TOO_LONG : fillRow(kind, row, head, bodies.get(row.language));
    const chars =
      isPaper && "ready" in made
        ? undrawable(`${row.addressee}${row.to}${made.ready.subject}${made.ready.text}`, row.language)
        : [];
    if ("why" in made) left.push({ row, why: made.why });
    else if (chars.length > 0) left.push({ row, why: { tag: "no-glyph", chars } });
    else ready.push(made.ready);
  }
  return { ready, left };
}

const TOO_LONG = { why: { tag: "too-long" } } as const;

type Parts = ReturnType<typeof parseMergeText>;

function fillRow(
  kind: OutKind,
  row: OutRow,
  head: Parts,
  of: Parts | undefined,
): { readonly ready: OutReady } | { readonly why: LeftOutReason } {
  if (row.to.trim() === "") return { why: { tag: "bad-address" } };
  if (kind === "labels") return { ready: { row, subject: "", text: "" } };
  if (kind === "drafts" && !isMailAddress(row.to.trim())) return { why: { tag: "bad-address" } };
  if (of === undefined) return { why: { tag: "no-text", language: row.language } };
  const [subject, body] = [fillMergeText(head, row.values), fillMergeText(of, row.values)];
  if (subject.ok && body.ok)
    return body.text.trim() === ""
      ? { why: { tag: "no-text", language: row.language } }
      : { ready: { row, subject: subject.text, text: body.text } };
  const lacking = [subject, body].flatMap((filled) => (filled.ok ? [] : [filled]));
  const unknown = lacking.flatMap((each) => each.unknown);
  if (unknown.length > 0) return { why: { tag: "unknown-field", written: [...new Set(unknown)] } };
  return { why: { tag: "missing", fields: [...new Set(lacking.flatMap((each) => each.missing))] } };
}
