/** Decides what becomes of one row: into which bucket it falls, and which cells it would change. */
import { foldCode } from "../../kernel/fold.ts";
import type { DraftRow } from "../cells/draft.ts";
import type { Region } from "../cells/parse-phone.ts";
import type { Problem, RowNotice } from "../cells/problems.ts";
import type { OwnKind } from "../own/own-words.ts";
import { type CellChange, cellChanges, erasures } from "./cell-changes.ts";
import type { ImportRules } from "./import-rules.ts";
import { isHeld, JOIN_RULES, joinedValues, withSecondCard } from "./merge-rows.ts";
import type { KnownReader, ReaderIndex } from "./reader-index.ts";

/** `kept`: what is here differs, and the rules leave it. */
export const BUCKETS = ["new", "update", "same", "kept", "duplicate", "error"] as const;
export type Bucket = (typeof BUCKETS)[number];

/** What a person decided about a likely duplicate: the same reader, another one, or leave it out. */
export type Decision = "same" | "separate" | "skip";

/** Why a row waits for a decision. */
export type Suspicion =
  | {
      readonly tag: "same-name-phone" | "same-name";
      readonly readerId: string;
      readonly name: string;
      readonly card: string;
    }
  | { readonly tag: "several-readers"; readonly readerIds: readonly string[] }
  /** It has a number of this reader, whose name and birth date are both others; `by`: which number. */
  | {
      readonly tag: "other-person";
      readonly readerId: string;
      readonly name: string;
      readonly card: string;
      readonly by: "card" | "number";
    }
  /**
   * It would be the record of somebody who was erased; `belongs`: it is of such a reader, and would be erased at once.
   */
  | { readonly tag: "erased"; readonly belongs: boolean }
  /** An earlier row says the same; `isOther`: it has a number of that row, but name and birth date are both others. */
  | {
      readonly tag: "twice-in-file";
      readonly firstRow: number;
      readonly name: string;
      readonly by: SharedKey;
      readonly isOther: boolean;
    };

/** What two rows of a file share: a number, the reader whom both find here, or only what they say. */
export type SharedKey = "card" | "number" | "reader" | "words";

export interface PlannedRow {
  readonly row: number;
  readonly bucket: Bucket;
  /** The reader that is changed, or the id of the new one once it is known. */
  readonly readerId: string | null;
  readonly name: string;
  readonly card: string;
  readonly cells: readonly CellChange[];
  readonly problems: readonly Problem[];
  readonly notices: readonly RowNotice[];
  readonly suspicion?: Suspicion;
  readonly decision?: Decision;
}

export interface RowQuestion {
  readonly kind: OwnKind;
  readonly draft: DraftRow;
  readonly index: ReaderIndex;
  readonly rules: ImportRules;
  readonly region: Region;
  /** The earlier row of this file that says the same, and the reader as she is after it, once that is known. */
  readonly earlier?: {
    readonly row: number;
    readonly name: string;
    readonly by: SharedKey;
    readonly isOther: boolean;
    readonly reader?: KnownReader | undefined;
  };
  readonly decision?: Decision;
  /** The reader behind the row's derived id, found by it although no key matches any more. */
  readonly derived?: KnownReader;
  /** The ledger of erased readers names what the row would write. */
  readonly erased?: { readonly belongs: boolean };
}

export function planRow({
  kind,
  draft,
  index,
  rules,
  region,
  earlier,
  decision,
  derived,
  erased,
}: RowQuestion): PlannedRow {
  const planned = (bucket: Bucket, more: Partial<PlannedRow> = {}): PlannedRow => ({
    row: draft.row,
    bucket,
    readerId: null,
    name: draft.values.name ?? draft.values.preferredName ?? "",
    card: draft.values.card ?? "",
    cells: [],
    problems: draft.problems,
    notices: draft.notices,
    ...(decision !== undefined && { decision }),
    ...more,
  });
  const problems = rules.dropBadCells
    ? draft.problems.filter((problem) => problem.column === null || problem.tag === "cell-too-large")
    : draft.problems;
  if (problems.length > 0) return planned("error", { problems });
  const changed = (reader: KnownReader, cells: readonly CellChange[], more: Partial<PlannedRow> = {}): PlannedRow =>
    planned(cells.some(({ kept }) => kept !== true) ? "update" : cells.every(isHeld) ? "same" : "kept", {
      readerId: reader.id,
      name: draft.values.name ?? reader.name ?? "",
      card: draft.values.card ?? reader.card ?? "",
      cells,
      ...more,
    });
  const change = (reader: KnownReader, more?: Partial<PlannedRow>): PlannedRow => {
    const { card, ...others } = draft.values;
    // somebody has said, or the rules say, that these two are one
    const isDecided = more?.suspicion !== undefined && kind === "reader";
    const values =
      card !== undefined && index.hadCard(reader, card)
        ? others
        : isDecided
          ? withSecondCard(draft.values, reader, region)
          : draft.values;
    return changed(
      reader,
      cellChanges(kind, { ...values, ...erasures(kind, draft.blank, reader, rules) }, reader, rules),
      more,
    );
  };
  const isNameless = kind === "reader" && draft.values.name === undefined && draft.values.preferredName === undefined;
  const create = (suspicion?: Suspicion, noted: readonly RowNotice[] = []): PlannedRow =>
    planned("new", {
      cells: cellChanges(kind, draft.values, undefined, rules),
      notices: [...draft.notices, ...(isNameless ? [{ tag: "no-name", column: null } as const] : []), ...noted],
      ...(suspicion !== undefined && { suspicion }),
    });
  /** One number, two people: which of them stands in the row is not for the program to say. */
  const ofOther = (reader: KnownReader): PlannedRow => {
    const by =
      reader.card !== undefined &&
      draft.values.card !== undefined &&
      foldCode(reader.card) === foldCode(draft.values.card)
        ? "card"
        : "number";
    const suspicion = {
      tag: "other-person",
      readerId: reader.id,
      name: reader.name ?? "",
      card: reader.card ?? "",
      by,
    } as const;
    if (decision === "same") return change(reader, { suspicion });
    return decision === "separate" ? create(suspicion, [{ tag: "number-of-other", column: null }]) : waits(suspicion);
  };
  const waits = (suspicion: Suspicion): PlannedRow => planned("duplicate", { suspicion });

  if (earlier !== undefined) {
    const suspicion = {
      tag: "twice-in-file",
      firstRow: earlier.row,
      name: earlier.name,
      by: earlier.by,
      isOther: earlier.isOther,
    } as const;
    if (decision === "separate")
      return create(suspicion, earlier.by === "words" ? [] : [{ tag: "number-of-other", column: null }]);
    if (decision === "same" && earlier.reader !== undefined)
      return changed(
        earlier.reader,
        cellChanges(kind, joinedValues(draft.values, earlier.reader, region), earlier.reader, JOIN_RULES),
        { suspicion },
      );
    // whoever is here already and learns nothing new needs no decision
    const [here, other] = decision === undefined && kind === "reader" ? index.match(draft).sure : [];
    const same = here === undefined || other !== undefined || index.isOther(draft, here) ? undefined : change(here);
    return same?.bucket === "same" ? same : waits(suspicion);
  }
  if (erased !== undefined)
    return decision === "separate" && !erased.belongs
      ? create({ tag: "erased", ...erased })
      : waits({ tag: "erased", ...erased });
  const { sure, likely } = derived === undefined ? index.match(draft) : { sure: [derived], likely: [] };
  const [first, second] = sure;
  if (second !== undefined) return waits({ tag: "several-readers", readerIds: sure.map(({ id }) => id) });
  if (first !== undefined) return kind === "reader" && index.isOther(draft, first) ? ofOther(first) : change(first);
  // a row that says nothing new of someone here is that reader, however little it says
  const identical = likely.find((reader) => cellChanges(kind, draft.values, reader, rules).length === 0);
  if (identical !== undefined) return change(identical);
  const [candidate] = likely;
  if (candidate === undefined) return create();
  const samePhone = draft.values.phones !== undefined;
  const suspicion = {
    tag: samePhone ? "same-name-phone" : "same-name",
    readerId: candidate.id,
    name: candidate.name ?? "",
    card: candidate.card ?? "",
  } as const;
  if (decision === "same" || (decision === undefined && rules.samePhoneIsSame && samePhone))
    return change(candidate, { suspicion });
  return decision === "separate" ? create(suspicion) : waits(suspicion);
}
