/** One cell of a foreign file, read as its column's target says. */
import * as v from "valibot";
import { assertNever } from "../../kernel/assert.ts";
import { dayToNumber } from "../../kernel/day.ts";
import { isIdentityNumber } from "../../model/input/identity-number.ts";
import { splitPhones } from "../../model/input/phones.ts";
import { fieldSpec } from "../../model/kinds.ts";
import { line, text as longText } from "../../model/record.ts";
import { type Lookup, type NewEntry, newEntry } from "../columns/lookups.ts";
import { type ColumnRule, NEW_ENTRY } from "../columns/mapping.ts";
import { isCardOrIdentity, isWithheld } from "../columns/match-header.ts";
import { type Target, targetSpec } from "../columns/targets.ts";
import { isForbiddenName } from "../table/limits.ts";
import { type CardProfile, parseCode, plainCode } from "./parse-code.ts";
import { parseDay } from "./parse-day.ts";
import { parsePhone } from "./parse-phone.ts";
import { hasHtml, htmlToText, splitCell } from "./plain-text.ts";
import type { NoticeTag, ProblemTag } from "./problems.ts";
import { pivotYear, type ReadContext } from "./read-context.ts";
import { isCardInOrder, isNo, isNoExpiry, isYes, parseAnswer, parseGender, saysNothing } from "./value-words.ts";

export interface CellFault {
  readonly tag: ProblemTag;
  readonly suggestion?: string;
}

export interface CellReading {
  /** Of a target that adds up: its parts. Absent: the cell says nothing. */
  readonly value?: unknown;
  readonly fault?: CellFault;
  readonly notices: readonly NoticeTag[];
  readonly brings?: NewEntry;
}

const SAYS_NOTHING: CellReading = { notices: [] };
const SPREADSHEET_ERROR = /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!)$/i;
/** 王　芳: a name of two characters that is spaced to the width of three. */
const PADDING = /(?<=^\p{Script=Han})\s+(?=\p{Script=Han}$)/u;
/** Between Han names; written U+00B7 by the national notice. */
const NAME_DOT = /(?<=\p{Script=Han})\s*[・•．‧∙⋅·]\s*(?=\p{Script=Han})/gu;

/** What its column tells of a cell. */
interface CellColumn {
  readonly header: string;
  readonly codes?: CardProfile | undefined;
  /** By its name it holds cards or identity numbers. */
  readonly mayBeIdentity: boolean;
}

export const cellColumn = (header: string, codes?: CardProfile): CellColumn => ({
  header,
  codes,
  mayBeIdentity: isCardOrIdentity(header),
});

export function readCell(
  cell: string,
  target: Target,
  rule: ColumnRule,
  { header, codes, mayBeIdentity }: CellColumn,
  context: ReadContext,
): CellReading {
  const raw = cell.trim();
  if (raw === "") return SAYS_NOTHING;
  if (SPREADSHEET_ERROR.test(raw)) return fault("spreadsheet-error");
  const { reading, field } = targetSpec(target);
  if (saysNothing(raw, reading === "name") && !isListed(raw, reading, rule, context)) return SAYS_NOTHING;
  switch (reading) {
    case "code": {
      if (mayBeIdentity && isIdentityNumber(raw)) return { notices: ["withheld-part"] };
      // what the file shows by itself comes before what the library's cards are like
      const parsed = parseCode(raw, codes ?? (target === "card" ? context.card : null));
      if ("code" in parsed) return oneLine(parsed.code);
      const isShorter = target === "card" && parsed.problem === "leading-zeros-lost";
      const stored = isShorter
        ? [plainCode(raw), parsed.suggestion].find((code) => code !== undefined && context.hasCard?.(code))
        : undefined;
      if (stored === undefined) return fault(parsed.problem, parsed.suggestion);
      return stored === parsed.suggestion ? { ...oneLine(stored), notices: ["mended-before"] } : oneLine(stored);
    }
    case "name":
      return oneLine(raw.replace(PADDING, "").replace(NAME_DOT, "·").replace(/\s+/gu, " "));
    case "line":
      return withoutHtml(raw, oneLine);
    case "text":
      return withoutHtml(raw, target === "address" ? addressLines : (plain) => fits(plain, longText, [plain]));
    case "day": {
      // a day of no calendar, as databases write it for none
      if (/^0{4}\D?0{2}\D?0{2}(?:\D.*)?$/.test(raw)) return SAYS_NOTHING;
      if (field === "expiresOn" && isNoExpiry(raw)) return { notices: ["no-expiry"] };
      const dayOfMonth = field === "expiresOn" ? "last" : "first";
      const day = parseDay(raw, {
        order: rule.dateOrder ?? "unknown",
        minguo: context.region === "taiwan",
        pivotYear: pivotYear(field, context.today),
        dayOfMonth,
      });
      if ("problem" in day) return fault(day.problem, day.suggestion);
      const doubt = doubtOf(field, day.day, context.today);
      if (doubt !== null) return fault(doubt);
      return { value: day.day, notices: day.notice === undefined ? [] : [day.notice] };
    }
    case "phone":
      return readPhones(raw, context);
    case "email": {
      const [first = "", ...others] = splitCell(raw, ";；,，、 \n");
      if (!/^[^\s@]+@[^\s@]+$/u.test(first)) return fault("email-unreadable");
      const reading = oneLine(first);
      return others.length > 0 ? { ...reading, notices: ["first-of-several"] } : reading;
    }
    case "gender": {
      const chosen = mapped(raw, rule);
      const gender = chosen === undefined ? parseGender(raw) : chosen;
      return gender === undefined
        ? fault("unknown-value")
        : gender === null
          ? SAYS_NOTHING
          : fits(gender, fieldSpecSchema("gender"));
    }
    case "category":
      return readEntry(raw, "category", rule, context.categories);
    case "branch":
      return readEntry(raw, "branch", rule, context.branches);
    case "list":
      return fits(splitCell(raw, ";；,，、\n"), v.array(line));
    case "attributes":
      return readAttributes(raw);
    case "status":
      return isCardInOrder(raw)
        ? SAYS_NOTHING
        : fits({ text: `${header.trim()}：${raw}`, level: "soon" }, fieldSpecSchema("alert"));
    case "barred":
      return isNo(raw)
        ? SAYS_NOTHING
        : fits({ text: `${header.trim()}：${raw}`, level: "must" }, fieldSpecSchema("alert"));
    case "named":
      return withoutHtml(raw, (plain) => fits(`${header.trim()}：${plain}`, longText, [plain]));
    case "flag":
      if (!isYes(raw)) return SAYS_NOTHING;
      return {
        value: target === "collective" ? (context.categories.find("collective") ?? "collective") : ["address"],
        notices: [],
      };
    case "quiet": {
      // anything but a no is a wish, in whatever words
      if (parseAnswer(raw) === false) return SAYS_NOTHING;
      const words = cut(`${header.trim()}：${raw}`);
      return fits({ since: context.today, words }, fieldSpecSchema("doNotContact"));
    }
    case "answer": {
      const given = parseAnswer(raw);
      if (given === undefined) return fault("unknown-value");
      const at = dayToNumber(context.today) * DAY_MS;
      const wording = cut(`${header.trim()}：${raw}`);
      return fits({ given, at, how: "imported", wording }, fieldSpecSchema("consents"));
    }
    default:
      return assertNever(reading);
  }
}

const DAY_MS = 86_400_000;
const cut = (text: string): string => text.slice(0, 200);

const FIRST_BIRTH = "1900-01-01";

/** A day that no reader can have: born tomorrow, or older than anybody; enrolled on a day to come. */
function doubtOf(field: string, day: string, today: string): ProblemTag | null {
  if (field === "birthDate") return day > today ? "birth-to-come" : day < FIRST_BIRTH ? "birth-too-early" : null;
  return field === "enrolledOn" && day > today ? "enrolled-to-come" : null;
}

/** 无 may be the name of a category. */
const isListed = (raw: string, reading: string, rule: ColumnRule, { categories, branches }: ReadContext): boolean =>
  mapped(raw, rule) !== undefined ||
  (reading === "category" && categories.find(raw) !== undefined) ||
  (reading === "branch" && branches.find(raw) !== undefined);

const fault = (tag: ProblemTag, suggestion?: string): CellReading => ({
  notices: [],
  fault: suggestion === undefined ? { tag } : { tag, suggestion },
});

const mapped = (raw: string, rule: ColumnRule): string | null | undefined =>
  rule.values !== undefined && Object.hasOwn(rule.values, raw) ? rule.values[raw] : undefined;

const fieldSpecSchema = (field: "gender" | "alert" | "doNotContact" | "consents"): v.GenericSchema =>
  (fieldSpec("reader", field) as unknown as { readonly schema: v.GenericSchema }).schema; // a known field has its whole declaration

function fits(value: unknown, schema: v.GenericSchema, wrap?: unknown): CellReading {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return { value: wrap === undefined ? parsed.output : [parsed.output], notices: [] };
  return v.is(v.union([v.string(), v.array(v.string())]), value) && [value].flat().some((part) => part.length > 200)
    ? fault("too-long")
    : fault("does-not-fit");
}

const oneLine = (raw: string): CellReading => fits(raw.replace(/\s*[\r\n]+\s*/g, " "), line);

function withoutHtml(raw: string, read: (plain: string) => CellReading): CellReading {
  if (!hasHtml(raw)) return read(raw);
  const plain = htmlToText(raw);
  const reading = plain === "" ? SAYS_NOTHING : read(plain);
  return { ...reading, notices: [...reading.notices, "html-removed"] };
}

/**
 * One address a line. A blank one keeps its place: 75006;;75014 are the codes of three addresses, of which the second
 * has none.
 */
function addressLines(plain: string): CellReading {
  const lines = plain.split(/\s*[;；]\s*|[ \t]*\r?\n[ \t]*/u).map((part) => part.trim());
  if (lines.every((part) => part === "")) return SAYS_NOTHING;
  const whole = fits(lines.join("\n"), longText);
  return whole.fault === undefined ? { ...whole, value: lines } : whole;
}

function readPhones(raw: string, context: ReadContext): CellReading {
  const phones: string[] = [];
  const parts = splitPhones(raw);
  for (const part of parts) {
    const parsed = parsePhone(part, context.region);
    if ("phone" in parsed) phones.push(parsed.phone);
    else return fault(parsed.problem, parts.length === 1 ? parsed.suggestion : undefined);
  }
  return { value: phones, notices: [] };
}

function readEntry(raw: string, list: NewEntry["list"], rule: ColumnRule, lookup: Lookup): CellReading {
  const chosen = mapped(raw, rule);
  const made = newEntry(list, raw);
  // an earlier import of such a file may have made it
  if (chosen === NEW_ENTRY)
    return {
      value: made.code,
      notices: [],
      ...(!lookup.codes.some(({ code }) => code === made.code) && { brings: made }),
    };
  const found = chosen === undefined ? lookup.find(raw) : chosen;
  return found === undefined ? fault("unknown-value") : found === null ? SAYS_NOTHING : { value: found, notices: [] };
}

/** Koha's `CODE:value,"CODE:value"`; an identity number among them stays out as its own column would. */
function readAttributes(raw: string): CellReading {
  const ids: [string, string][] = [];
  const notices = new Set<NoticeTag>();
  for (const part of splitCell(raw.replace(/"/g, ""), ",")) {
    const colon = part.indexOf(":");
    if (colon <= 0) return fault("unreadable-cell");
    const scheme = part.slice(0, colon).trim();
    if (isForbiddenName(scheme) || scheme.includes("/")) return fault("forbidden-name");
    const value = v.safeParse(line, part.slice(colon + 1));
    if (isWithheld(scheme) || (value.success && isIdentityNumber(value.output))) notices.add("withheld-part");
    else if (value.success) ids.push([scheme, value.output]);
  }
  return { value: ids, notices: [...notices] };
}
