/**
 * The one line under a quick log, and the words of a task: free text with marks. `#tag`, `@colleague`, `!高` (priority),
 * `>明天` (follow-up day), `~5` (minutes), `×27` (a paper tally). Full-width forms of the marks, as a
 * Chinese input method types them, mean the same. What is no mark stays text, never lost.
 */
import { addDays, isDay, weekdayOf } from "../../kernel/day.ts";
import type { PRIORITIES } from "../feedback.ts";
import { readWholeDay } from "./whole-day.ts";

export type NoteChip =
  | { readonly kind: "tag"; readonly tag: string }
  | { readonly kind: "colleague"; readonly typed: string }
  | { readonly kind: "priority"; readonly priority: (typeof PRIORITIES)[number] }
  | { readonly kind: "follow-up"; readonly due: string }
  | { readonly kind: "minutes"; readonly minutes: number }
  | { readonly kind: "count"; readonly count: number };

export interface NoteLine {
  /** What is left without the marks. */
  readonly text: string;
  /** In the order they were typed; of a kind that can stand once, the last counts. */
  readonly chips: readonly NoteChip[];
  /** The first mark, as typed, that is written as a day and is none: `>31.2.2027`. It stands in the text too. */
  readonly noDay?: string;
}

const MOST_MINUTES = 600;
const MOST_COUNT = 9999;

/**
 * @param today `YYYY-MM-DD`, for `>明天`
 * @param takes which marks mean something where it is typed; others stay text
 */
export function parseNoteLine(line: string, today: string, takes: (chip: NoteChip) => boolean = () => true): NoteLine {
  const chips: NoteChip[] = [];
  const text: string[] = [];
  for (const token of tokens(line)) {
    const chip = readChip(token, today);
    if (chip === null || !takes(chip)) text.push(token);
    else chips.push(chip);
  }
  const noDay = text.find(isUnreadDay);
  return {
    text: text
      .join("")
      .replace(/[ \t\u3000]+/g, " ")
      .replace(/ ?\n ?/g, "\n")
      .trim(),
    chips: withoutRepeats(chips),
    ...(noDay !== undefined && takes({ kind: "follow-up", due: today }) && { noDay }),
  };
}

/** More than three people, `>3人`, is none that was meant. */
const isUnreadDay = (token: string): boolean =>
  MARKS[token.charAt(0)] === ">" &&
  /^\d{1,4}[-/.年月]\d{1,2}(?:[-/.月]\d{1,4})?[日号號]?[,，.。;；]?$/.test(token.slice(1).normalize("NFKC"));

/** The last chip of a kind, where only one makes sense. */
export const lastChip = <K extends NoteChip["kind"]>(
  note: NoteLine,
  kind: K,
): Extract<NoteChip, { kind: K }> | undefined =>
  note.chips.findLast((chip): chip is Extract<NoteChip, { kind: K }> => chip.kind === kind);

/** Whether a note asks for work: a day, a colleague or a priority. */
export const asksForWork = (note: NoteLine): boolean =>
  note.chips.some(({ kind }) => kind === "follow-up" || kind === "colleague" || kind === "priority");

/**
 * Cuts at spaces, and around a tag or a colleague that follows Han characters or punctuation without a
 * space (教她用自助机#打印), but not inside Latin words (C#, a@b.cn); before a day only behind Han characters and their
 * punctuation (送书目>周五), not at 》, which ends a title there. Joined again, the tokens are the line.
 */
const tokens = (line: string): readonly string[] =>
  line
    .split(
      /(\s+)|((?<![A-Za-z0-9_.])[#＃@＠][\p{L}\p{N}][\p{L}\p{N}_·-]*)|((?<=[\p{Script=Han}，。；：、！？）”])[>＞][^\s#＃@＠~～]+)/u,
    )
    .filter((token) => token !== undefined && token !== "");

function readChip(token: string, today: string): NoteChip | null {
  const mark = MARKS[token.charAt(0)];
  const word = token.slice(1);
  if (mark === undefined || word === "") return null;
  switch (mark) {
    case "#":
      return /^[\p{L}\p{N}][\p{L}\p{N}_·-]*$/u.test(word) ? { kind: "tag", tag: word } : null;
    case "@":
      return /^[\p{L}\p{N}][\p{L}\p{N}_·-]*$/u.test(word) ? { kind: "colleague", typed: word } : null;
    case "!": {
      const priority = PRIORITY_WORDS[word.toLowerCase()];
      return priority === undefined ? null : { kind: "priority", priority };
    }
    case ">": {
      const due = readDay(word.normalize("NFKC"), today);
      return due === null ? null : { kind: "follow-up", due };
    }
    case "~": {
      const minutes = readMinutes(word.normalize("NFKC"));
      return minutes === null ? null : { kind: "minutes", minutes };
    }
    case "×": {
      const count = /^\d{1,4}$/.test(word.normalize("NFKC")) ? Number(word.normalize("NFKC")) : 0;
      return count >= 1 && count <= MOST_COUNT ? { kind: "count", count } : null;
    }
  }
}

type Mark = "#" | "@" | "!" | ">" | "~" | "×";
/** An input method types 》 for Shift+period. */
const MARKS: Readonly<Record<string, Mark>> = {
  "#": "#",
  "＃": "#",
  "@": "@",
  "＠": "@",
  "!": "!",
  "！": "!",
  ">": ">",
  "＞": ">",
  "》": ">",
  "~": "~",
  "～": "~",
  "×": "×",
  "*": "×",
  "＊": "×",
};

const PRIORITY_WORDS: Readonly<Record<string, (typeof PRIORITIES)[number]>> = {
  高: "high",
  急: "high",
  high: "high",
  中: "normal",
  normal: "normal",
  低: "low",
  low: "low",
};

function readMinutes(word: string): number | null {
  const found = /^(\d{1,3})(分|分钟|分鐘|m|min)?$|^(\d{1,2})(?:小时|小時|h)$/i.exec(word);
  if (found === null) return null;
  const minutes = found[1] === undefined ? Number(found[3]) * 60 : Number(found[1]);
  return minutes <= MOST_MINUTES ? minutes : null;
}

const NEAR_DAYS: Readonly<Record<string, number>> = {
  今天: 0,
  today: 0,
  明天: 1,
  tomorrow: 1,
  tmr: 1,
  后天: 2,
  後天: 2,
  大后天: 3,
  大後天: 3,
  下周: 7,
  下週: 7,
};
const WEEKDAYS: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  日: 7,
  天: 7,
  mon: 1,
  tue: 2,
  wed: 3,
  thu: 4,
  fri: 5,
  sat: 6,
  sun: 7,
};

/** Days are always ahead: a weekday or a date without a year that is past means the next one. */
export function readDay(word: string, today: string): string | null {
  const near = NEAR_DAYS[word.toLowerCase()];
  if (near !== undefined) return addDays(today, near);
  const ahead = /^(\d{1,3})(?:天|日|d)后?後?$/i.exec(word)?.[1];
  if (ahead !== undefined) return addDays(today, Number(ahead));
  const named = /^(下)?(?:个|個)?(?:周|週|星期|礼拜|禮拜)([一二三四五六日天])$/.exec(word);
  if (named !== null) return nextWeekday(WEEKDAYS[named[2] ?? ""] ?? 1, named[1] !== undefined, today);
  const english = /^(next-?)?(mon|tue|wed|thu|fri|sat|sun)[a-z]*$/i.exec(word);
  if (english !== null)
    return nextWeekday(WEEKDAYS[(english[2] ?? "").toLowerCase()] ?? 1, english[1] !== undefined, today);
  return readDate(word, today);
}

/** `下周五` is the Friday of the week after this one; `周五` the next Friday, today excluded. */
function nextWeekday(weekday: number, weekAfter: boolean, today: string): string {
  const now = weekdayOf(today);
  if (weekAfter) return addDays(today, 7 - now + weekday);
  return addDays(today, weekday > now ? weekday - now : weekday + 7 - now);
}

function readDate(word: string, today: string): string | null {
  const found = /^(\d{1,2})[-/.月](\d{1,2})[日号號]?$/.exec(word);
  if (found === null) return readWholeDay(word);
  const year = today.slice(0, 4);
  const rest = `${(found[1] ?? "").padStart(2, "0")}-${(found[2] ?? "").padStart(2, "0")}`;
  const day = `${year}-${rest}`;
  const due = day < today ? `${Number(year) + 1}-${rest}` : day;
  return isDay(due) ? due : null;
}

const withoutRepeats = (chips: readonly NoteChip[]): readonly NoteChip[] =>
  chips.filter((chip, index) => {
    if (chip.kind === "tag")
      return chips.findIndex((other) => other.kind === "tag" && other.tag === chip.tag) === index;
    return chips.findLastIndex((other) => other.kind === chip.kind) === index;
  });
