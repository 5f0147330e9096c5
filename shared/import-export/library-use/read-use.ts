/** A row of a list of use: who, on which day, what, how often. Reading never throws, whatever the row holds. */
import type { Activity } from "../../model/activity.ts";
import { ACTIVITY_KINDS } from "../../model/activity.ts";
import type { CardProfile } from "../cells/parse-code.ts";
import { parseCode } from "../cells/parse-code.ts";
import { parseDay } from "../cells/parse-day.ts";
import type { Problem, ProblemTag } from "../cells/problems.ts";
import { saysNothing } from "../cells/value-words.ts";
import type { Lookup } from "../columns/lookups.ts";
import { otherRow } from "../table/other-rows.ts";
import type { TableRow } from "../table/table.ts";
import { type ReaderColumn, readerColumnsOf } from "./rank-reader-columns.ts";
import { kindOfWord } from "./use-column-names.ts";
import type { UseColumnRule, UseMapping } from "./use-mapping.ts";
import type { UseRules } from "./use-rules.ts";
import type { UseTarget } from "./use-targets.ts";
import type { Who } from "./who.ts";

export type ActivityKind = NonNullable<Activity["kind"]>;

export interface UseContext {
  readonly who: Who;
  readonly branches: Lookup;
  readonly card: CardProfile | null;
  /** `YYYY-MM-DD`; later days have not been. */
  readonly today: string;
  /** Short years are Minguo years there. */
  readonly minguo: boolean;
  /** Main class of a call number, undefined where it names none, or none that may be kept of a person. */
  readonly classOf: (callNumber: string) => string | undefined;
  /** Columns that may say whose a row is, the surest first; else all, as the mapping has them. */
  readonly readers?: readonly ReaderColumn[];
}

export interface Use {
  /** As `Who` numbers readers. */
  readonly who: number;
  readonly on: string;
  readonly kind: ActivityKind;
  readonly quantity: number;
  readonly mainClass: string | undefined;
  readonly branch: string | undefined;
}

export type UseReading =
  /** A loan that says when it came back is two uses. */
  | { readonly tag: "use"; readonly uses: readonly Use[] }
  /** It says that nothing happened, or a person has said that such rows do not count. */
  | { readonly tag: "left-out" }
  | { readonly tag: "faulty"; readonly problems: readonly Problem[] };

/** Kinds that are told apart by what was borrowed. */
const WITH_CLASS: ReadonlySet<ActivityKind> = new Set(["loan", "return", "hold"]);
/** As many as the record's declaration allows. */
export const MOST_USES = 1_000_000;

export function readUse(
  row: TableRow,
  headers: readonly string[],
  mapping: UseMapping,
  rules: UseRules,
  context: UseContext,
): UseReading {
  if (row.fault !== undefined) return faulty({ ...row.fault, target: null });
  if (row.cells.slice(headers.length).some((cell) => cell.trim() !== ""))
    return faulty({ tag: "too-many-cells", column: null, target: null, value: String(row.cells.length) });
  const other = otherRow(row.cells, headers);
  if (other !== null)
    return faulty({
      tag: other,
      column: null,
      target: null,
      value: row.cells.find((cell) => cell.trim() !== "")?.trim() ?? "",
    });
  const problems: Problem[] = [];
  const cells = new Map<UseTarget, Cell>();
  for (const [column, rule] of mapping.columns.entries()) {
    if (rule.target !== null && rule.target !== "reader")
      cells.set(rule.target, { text: (row.cells[column] ?? "").trim(), column, rule });
  }
  const take = <T>(target: UseTarget, read: (cell: Cell) => T | Fault): T | undefined => {
    const cell = cells.get(target) ?? { text: "", column: null, rule: { target } };
    const answer = read(cell);
    if (!isFault(answer)) return answer;
    problems.push({
      tag: answer.fault,
      column: cell.column,
      target,
      value: cell.text,
      ...(answer.suggestion !== undefined && { suggestion: answer.suggestion }),
    });
    return undefined;
  };
  const readers = context.readers ?? readerColumnsOf(mapping).map((column) => ({ column, standsIn: true }));
  const numbers = readers.map(({ column, standsIn }) => ({ column, standsIn, text: (row.cells[column] ?? "").trim() }));
  const named = numbers.find(({ text }) => text !== "") ?? numbers[0];
  if (named !== undefined) cells.set("reader", { text: named.text, column: named.column, rule: { target: "reader" } });
  const who = take("reader", (cell) => findWho(numbers, context) ?? readWho(cell, context));
  const on = take("day", (cell) => readDay(cell, context));
  const back = take("returned", (cell) => (saysNothing(cell.text) || cell.text === "" ? null : readDay(cell, context)));
  const kind = cells.has("kind")
    ? take<ActivityKind | null>("kind", readKind)
    : (rules.kind ?? take<ActivityKind | null>("kind", () => ({ fault: "unknown-value" })));
  const quantity = take("quantity", readQuantity);
  const branch = take("branch", (cell) => readBranch(cell, context));
  if (problems.length > 0) return { tag: "faulty", problems };
  if (kind === null || quantity === 0) return { tag: "left-out" };
  if (who === undefined || on === undefined || back === undefined || kind === undefined || quantity === undefined)
    return { tag: "left-out" };
  const callNumber = cells.get("class")?.text ?? "";
  const mainClass = WITH_CLASS.has(kind) && callNumber !== "" ? context.classOf(callNumber) : undefined;
  const use = {
    who,
    on: kind === "return" ? (back ?? on) : on,
    kind,
    quantity,
    mainClass,
    branch: branch ?? undefined,
  };
  return { tag: "use", uses: kind === "loan" && back !== null ? [use, { ...use, on: back, kind: "return" }] : [use] };
}

interface Cell {
  readonly text: string;
  readonly column: number | null;
  readonly rule: UseColumnRule;
}

interface Fault {
  readonly fault: ProblemTag;
  readonly suggestion?: string;
}

const isFault = (answer: unknown): answer is Fault =>
  typeof answer === "object" && answer !== null && "fault" in answer;

const faulty = (problem: Problem): UseReading => ({ tag: "faulty", problems: [problem] });

/** Who is found by the first number, or by another that stands in for it. */
function findWho(
  numbers: readonly { readonly text: string; readonly standsIn: boolean }[],
  { who }: UseContext,
): number | null {
  let isBlank = true;
  for (const { text, standsIn } of numbers) {
    if (text === "") continue;
    const found = isBlank || standsIn ? who.find(text) : null;
    if (typeof found === "number") return found;
    isBlank = false;
  }
  return null;
}

function readWho({ text }: Cell, { who, card }: UseContext): number | Fault {
  if (text === "") return { fault: "no-reader" };
  const found = who.find(text);
  if (found === "several") return { fault: "several-have-it" };
  if (found !== null) return found;
  const parsed = parseCode(text, card);
  if ("problem" in parsed) {
    const helps = parsed.suggestion === undefined || typeof who.find(parsed.suggestion) === "number";
    if (helps)
      return parsed.suggestion === undefined
        ? { fault: parsed.problem }
        : { fault: parsed.problem, suggestion: parsed.suggestion };
  }
  return { fault: "unknown-card" };
}

function readDay({ text, rule }: Cell, { today, minguo }: UseContext): string | Fault {
  if (text === "") return { fault: "no-day" };
  const thisYear = Number(today.slice(0, 4));
  const day = parseDay(text, { order: rule.dateOrder ?? "unknown", minguo, pivotYear: thisYear });
  if ("problem" in day)
    return day.suggestion === undefined ? { fault: day.problem } : { fault: day.problem, suggestion: day.suggestion };
  return day.day > today ? { fault: "future-day" } : day.day;
}

/** @returns null where a person has said that such rows do not count */
function readKind({ text, rule }: Cell): ActivityKind | null | Fault {
  const chosen = rule.values !== undefined && Object.hasOwn(rule.values, text) ? rule.values[text] : undefined;
  if (chosen === null) return null;
  const kind = chosen === undefined ? kindOfWord(text) : ACTIVITY_KINDS.find((known) => known === chosen);
  return kind ?? { fault: "unknown-value" };
}

function readQuantity({ text }: Cell): number | Fault {
  if (text === "") return 1;
  const plain = text
    .normalize("NFKC")
    .replace(/(?<=\d),(?=\d{3}(?:\D|$))/g, "")
    .replace(/\.0+$/, "");
  if (/^[-−－]\s*\d+(?:\.\d+)?$/.test(plain)) return { fault: "negative-count" };
  if (!/^\+?\d+$/.test(plain)) return { fault: "count-unreadable" };
  return Number(plain) > MOST_USES ? { fault: "does-not-fit" } : Number(plain);
}

function readBranch({ text, rule }: Cell, { branches }: UseContext): string | null | Fault {
  if (text === "") return null;
  const chosen = rule.values !== undefined && Object.hasOwn(rule.values, text) ? rule.values[text] : undefined;
  return chosen === undefined ? (branches.find(text) ?? { fault: "unknown-value" }) : chosen;
}
