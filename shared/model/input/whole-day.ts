/**
 * A day with its year, as it is typed: 2026-1-5, 2026/1/5, 2026年1月5日, 20260105, and in the years of the Minguo calendar
 * 113/05/06, 1130506, 民國113年5月6日. Years of three digits are of no other calendar, so they are read everywhere.
 */
import { isDay } from "../../kernel/day.ts";
import type { Jurisdiction } from "../house.ts";

const MINGUO_OFFSET = 1911;
const PARTS = /^(民[國国]?)?\s*(\d{1,4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号號]?$/u;
const DIGITS = /^(民[國国]?)?\s*(\d{2,4})(\d{2})(\d{2})$/u;

/**
 * @param place where years of one or two digits are Minguo years: in Taiwan, where people write their birthday so
 * @returns null where the text is no such day
 */
export function readWholeDay(typed: string, place?: Jurisdiction): string | null {
  const text = typed.normalize("NFKC").trim();
  const [, word, year = "", month = "", date = ""] = PARTS.exec(text) ?? DIGITS.exec(text) ?? [];
  const isMinguo = word !== undefined || place === "taiwan" ? year.length < 4 : year.length === 3;
  if (isMinguo ? year === "" : year.length < 4 || word !== undefined) return null;
  const full = isMinguo ? String(Number(year) + MINGUO_OFFSET) : year;
  const day = `${full}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  return isDay(day) ? day : null;
}
