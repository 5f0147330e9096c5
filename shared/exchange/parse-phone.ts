/**
 * A telephone number from a cell. The number is kept as it was written, tidied; numbers of the mainland,
 * Hong Kong, Macau and Taiwan are recognised, foreign ones are taken as they are.
 */
import type { ProblemTag } from "./problems.ts";

export type Region = "mainland" | "taiwan" | "other";

export type ParsedPhone = { readonly phone: string } | { readonly problem: ProblemTag };

const EXTENSION = /\s*(?:ext\.?|x|#|转|轉|分机|分機|内线|內線)\s*\.?:?\s*(\d{1,6})$/iu;
const SHORTEST = 5;
const LONGEST = 15;

export function parsePhone(cell: string, region: Region): ParsedPhone {
  const text = cell
    .normalize("NFKC")
    .replace(/[‐-―−]/gu, "-")
    .replace(/\s+/gu, " ")
    .trim();
  if (/^\d(\.\d+)?e\+?\d+$/i.test(text)) return { problem: "digits-lost" };
  const extension = EXTENSION.exec(text)?.[1];
  const number = text.replace(EXTENSION, "");
  if (!/^\+?[\d\s().\-/]+$/.test(number)) return { problem: "phone-unreadable" };
  const digits = number.replace(/\D/g, "");
  if (digits.length < SHORTEST) return { problem: "phone-short" };
  if (digits.length > LONGEST) return { problem: "phone-long" };
  // no landline of the mainland begins with 1, and mobile numbers have eleven digits
  if (region === "mainland" && !number.startsWith("+") && /^1[3-9]/.test(digits) && digits.length < 11 && /^[\d\s-]+$/.test(number) && digits.length !== 10) return { problem: "phone-short" };
  return { phone: extension === undefined ? number.trim() : `${number.trim()} x${extension}` };
}

/** International form where the number leaves no doubt, else null. Used for matching. */
export function toE164(phone: string, region: Region): string | null {
  const number = phone.normalize("NFKC").replace(EXTENSION, "");
  const digits = number.replace(/\D/g, "");
  if (/^\s*(\+|00)/.test(number)) return `+${digits.replace(/^00/, "")}`;
  if (/^86(1[3-9]\d{9})$/.test(digits)) return `+${digits}`;
  if (/^1[3-9]\d{9}$/.test(digits)) return region === "other" && !/^\d{11}$/.test(number.trim()) ? null : `+86${digits}`;
  if (/^09\d{8}$/.test(digits)) return region === "mainland" ? null : `+886${digits.slice(1)}`;
  if (region === "taiwan") return /^0[2-8]\d{7,8}$/.test(digits) ? `+886${digits.slice(1)}` : null;
  if (/^0\d{9,11}$/.test(digits)) return region === "mainland" ? `+86${digits.slice(1)}` : null;
  return null;
}

/** Two writings of one number give one key. Hong Kong and Macau numbers have eight digits and no trunk prefix. */
export function phoneKey(phone: string, region: Region): string {
  const sure = toE164(phone, region);
  if (sure !== null) return sure;
  return phone.normalize("NFKC").replace(EXTENSION, "").replace(/\D/g, "");
}
