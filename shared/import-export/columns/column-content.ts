/** What the cells of a column look like, whatever its name says: phones, addresses of e-mail, days. */
import { isIdentityNumber, isTaiwanIdentityNumber } from "../../model/input/identity-number.ts";
import { splitPhones } from "../../model/input/phones.ts";
import { parseDay } from "../cells/parse-day.ts";
import { parsePhone } from "../cells/parse-phone.ts";
import { isNoExpiry, saysNothing } from "../cells/value-words.ts";
import { type Target, targetSpec } from "./targets.ts";

/** Share of the filled cells that must agree. */
const ENOUGH = 0.8;
/** Fewer cells tell nothing of a column whose name says nothing either. */
const FEWEST = 3;

const isEmail = (cell: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(cell);
const isPhone = (cell: string): boolean =>
  /\d/.test(cell) &&
  !/^\d{4}-\d\d?-\d\d?/.test(cell) &&
  splitPhones(cell).every((part) => "phone" in parsePhone(part, "other"));
/** A number that can be nothing else: a mobile of the mainland or of Taiwan, or one with its country. */
const isSurePhone = (cell: string): boolean =>
  /\d\d/.test(cell) &&
  splitPhones(cell).every((part) =>
    /^(?:(?:\+|00)?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}$|^09\d{2}-?\d{3}-?\d{3}$|^\+\d[\d -]{8,}$/.test(part),
  );
const isDay = (cell: string): boolean => {
  const parsed = parseDay(cell, { order: "unknown", minguo: false, pivotYear: 2100 });
  return isNoExpiry(cell) || "day" in parsed || parsed.problem !== "date-unreadable";
};

const share = (cells: readonly string[], looks: (cell: string) => boolean): number =>
  cells.length === 0 ? 0 : cells.filter((cell) => looks(cell.normalize("NFKC").trim())).length / cells.length;

const said = (cells: readonly string[]): readonly string[] =>
  cells.filter((cell) => cell.trim() !== "" && !saysNothing(cell));

/** Whether the cells do not speak against a target that was guessed from the words of a name. */
export function agrees(target: Target, cells: readonly string[]): boolean {
  const filled = said(cells);
  const { reading } = targetSpec(target);
  // numbers that tell people apart are not the same for all
  if (reading === "code" && filled.length >= FEWEST) return new Set(filled).size >= filled.length * ENOUGH;
  const looks = reading === "phone" ? isPhone : reading === "email" ? isEmail : reading === "day" ? isDay : null;
  return looks === null || filled.length === 0 || share(filled, looks) >= ENOUGH;
}

/** Half of the filled cells are enough: whoever has no identity card has another paper. */
export function areIdentities(cells: readonly string[]): boolean {
  const filled = said(cells);
  const isIdentity = (cell: string): boolean => isIdentityNumber(cell) || isTaiwanIdentityNumber(cell);
  return filled.length > 0 && share(filled, isIdentity) * 2 >= 1;
}

/** What cells are that can be nothing else; null: they may be anything. */
export function targetByContent(cells: readonly string[]): Target | null {
  const filled = said(cells);
  if (filled.length < FEWEST) return null;
  return share(filled, isSurePhone) >= ENOUGH ? "phone" : share(filled, isEmail) >= ENOUGH ? "email" : null;
}
