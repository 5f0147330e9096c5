/**
 * Parses an entry from a journal or a batch. Only what the engine relies on is checked; unknown fields are
 * kept (R14), names that could reach an object's prototype are refused.
 */
import { isHlc } from "../../kernel/hlc.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import type { Entry, Stamp } from "../rows/entry.ts";

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isText = (value: unknown): value is string => typeof value === "string";
export const isStream = (value: unknown): value is string => isText(value) && /^[0-9a-z]{16}$/.test(value);
export const isRef = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 2 && isStream(value[0]) && isCount(value[1]);

export const isStamp = (value: unknown): value is Stamp =>
  Array.isArray(value) &&
  value.length === 4 &&
  isStream(value[0]) &&
  Number.isSafeInteger(value[1]) &&
  isHlc(value[2]) &&
  isText(value[3]);

const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);
export const isName = (value: unknown): value is string =>
  isText(value) && value.length > 0 && value.length <= 300 && !FORBIDDEN.has(value);

/**
 * The field becomes a property of its row. What stands behind the slash is a person's own word, a tag say, and may be
 * any.
 */
export const isCell = (cell: string): boolean => {
  const slash = cell.indexOf("/");
  return isName(slash < 0 ? cell : cell.slice(0, slash));
};

const isVector = (value: unknown): boolean =>
  isObject(value) &&
  Object.entries(value).every(
    ([stream, applied]) =>
      isStream(stream) && isObject(applied) && isCount(applied.no) && isText(applied.hash) && isCount(applied.seq),
  );

export const isOp = (value: unknown): boolean =>
  isObject(value) &&
  isName(value.kind) &&
  isName(value.id) &&
  isObject(value.cells) &&
  Object.keys(value.cells).every(isCell) &&
  (value.fresh === undefined || value.fresh === 1) &&
  (value.beside === undefined || value.beside === 1) &&
  (value.of === undefined ||
    (isObject(value.of) && Object.entries(value.of).every(([cell, stamp]) => isCell(cell) && isStamp(stamp)))) &&
  (value.after === undefined ||
    (isObject(value.after) &&
      Object.entries(value.after).every(([cell, refs]) => isCell(cell) && Array.isArray(refs) && refs.every(isRef))));

const isFirst = (value: unknown): boolean =>
  isObject(value) && isStream(value.stream) && isCount(value.seq) && isCount(value.from) && isVector(value.seen);

const isCounts = (value: unknown): boolean => Array.isArray(value) && value.every(isCount);

/** @returns the name of the first field that does not fit. */
export function parseEntry(value: unknown): Result<Entry, string> {
  if (!isObject(value)) return err("entry");
  const checks: readonly (readonly [string, boolean])[] = [
    ["seq", isCount(value.seq) && value.seq > 0],
    ["hlc", isHlc(value.hlc)],
    ["pulls", isCount(value.pulls)],
    ["seen", value.seen === undefined || isVector(value.seen)],
    ["staff", isText(value.staff)],
    ["command", isText(value.command)],
    ["ops", Array.isArray(value.ops) && value.ops.every(isOp)],
    ["batchId", value.batchId === undefined || isText(value.batchId)],
    ["undoes", value.undoes === undefined || isCounts(value.undoes)],
    ["redoes", value.redoes === undefined || isCounts(value.redoes)],
    ["first", value.first === undefined || isFirst(value.first)],
  ];
  const fault = checks.find(([, fits]) => !fits);
  return fault === undefined ? ok(value as unknown as Entry) : err(fault[0]); // every field was checked above
}
