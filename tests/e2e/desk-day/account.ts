/**
 * What a day's script has done, and what it was told of each act: kept beside the program, from its toasts alone, and
 * compared at the end with the journal's files.
 */
import type { Entry } from "#shared/replication/rows/entry.ts";

/** What was last said of an act. */
export type Said =
  /** Logged, noted, registered. */
  | "saved"
  /** Not yet safe; it comes by itself. */
  | "not-safe"
  /** Not saved: it was not written. */
  | "not-saved"
  /** Nothing: the page was gone, or asked something first. */
  | "nothing";

export interface Act {
  readonly kind: "log" | "note" | "opinion";
  /** By which it is known in the journal: `reader/purpose`, or the words that were typed. */
  readonly mark: string;
  /** What its toast begins with when it is saved. */
  readonly words: string;
  said: Said;
  /** The page was loaded again before it could say more. */
  isLeft: boolean;
}

export interface Verdict {
  readonly acts: number;
  readonly said: Readonly<Record<Said, number>>;
  /** Called saved, and not in the journal. */
  readonly lost: readonly string[];
  /** Called not saved, and in the journal. */
  readonly miscalled: readonly string[];
  /** In the journal more than once. */
  readonly twice: readonly string[];
  /** In the journal without having been asked for. */
  readonly strange: readonly string[];
  /** Called not safe to the end by a page that stayed, though the journal has it. */
  readonly untold: readonly string[];
}

/** Numbers by mark, of what the journal's own files hold. */
export function marksIn(entries: readonly Entry[]): ReadonlyMap<string, number> {
  const marks = new Map<string, number>();
  const count = (mark: unknown): void => {
    if (typeof mark === "string" && mark !== "") marks.set(mark, (marks.get(mark) ?? 0) + 1);
  };
  for (const { command, ops } of entries)
    for (const { kind, cells } of ops) {
      if (command === "interaction.log" && kind === "interaction")
        count(`${String(cells.reader)}/${String(cells.purpose)}`);
      if (command === "interaction.note" && kind === "interaction") count(cells.question);
      if (command === "feedback.register" && kind === "feedback") count(cells.text);
    }
  return marks;
}

export function judge(acts: readonly Act[], entries: readonly Entry[]): Verdict {
  const inJournal = marksIn(entries);
  const asked = new Set(acts.map(({ mark }) => mark));
  const has = ({ mark }: Act): boolean => inJournal.has(mark);
  const marksOf = (list: readonly Act[]): readonly string[] => list.map(({ kind, mark }) => `${kind} ${mark}`);
  const sayings: readonly Said[] = ["saved", "not-safe", "not-saved", "nothing"];
  return {
    acts: acts.length,
    said: Object.fromEntries(sayings.map((said) => [said, acts.filter((act) => act.said === said).length])) as Record<
      Said,
      number
    >, // one for each
    lost: marksOf(acts.filter((act) => act.said === "saved" && !has(act))),
    miscalled: marksOf(acts.filter((act) => act.said === "not-saved" && has(act))),
    twice: [...inJournal].flatMap(([mark, times]) => (times > 1 ? [mark] : [])),
    strange: [...inJournal.keys()].filter((mark) => !asked.has(mark)),
    untold: marksOf(acts.filter((act) => act.said === "not-safe" && !act.isLeft && has(act))),
  };
}
