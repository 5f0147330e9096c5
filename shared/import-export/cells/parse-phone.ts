/**
 * A telephone number from a cell. The number is kept as it was written, tidied, a remark like (母) behind it;
 * numbers of the mainland, Hong Kong, Macau and Taiwan are recognised, foreign ones are taken as they are.
 */
import type { ProblemTag } from "./problems.ts";

export type Region = "mainland" | "taiwan" | "other";

export type ParsedPhone = { readonly phone: string } | { readonly problem: ProblemTag; readonly suggestion?: string };

const EXTENSION = /\s*(?:ext\.?|x|#|转|轉|分机|分機|内线|內線)\s*\.?:?\s*(\d{1,6})$/iu;
/** Whose number it is: (母), 妈妈：, (office). */
const REMARK =
  /^\s*(?:\(([^()\d]{1,12})\)|(\p{Script=Han}{1,6})\s*:?)(?=\s*[+\d(])|\s*(?:\(([^()\d]{1,12})\)|(?<=\d\s*)(\p{Script=Han}{1,6}))\s*$/gu;
/** Three, three and four digits: nobody writes a Chinese mobile so. */
const NORTH_AMERICAN = /^\d{3}[- ]\d{3}[- ]\d{4}$/;
const SHORTEST = 5;
const LONGEST = 15;
const JUST_DIGITS = /^\d{5,15}$/;

export function parsePhone(cell: string, region: Region): ParsedPhone {
  // nothing but a number: nearly every one
  if (JUST_DIGITS.test(cell)) return mobileProblem(cell, region) ?? { phone: cell };
  const text = cell
    .normalize("NFKC")
    .replace(/[‐-―−]/gu, "-")
    .replace(/\s+/gu, " ")
    .trim();
  if (/^\d(\.\d+)?e\+?\d+$/i.test(text)) return { problem: "digits-lost" };
  const remarks = [...text.replace(EXTENSION, "").matchAll(REMARK)].map(
    (found) =>
      found
        .slice(1)
        .find((remark) => remark !== undefined)
        ?.trim() ?? "",
  );
  const bare = withoutRemark(text);
  const extension = EXTENSION.exec(bare)?.[1];
  const number = bare.replace(EXTENSION, "").trim();
  if (!/^\+?[\d\s().\-/]+$/.test(number)) return { problem: "phone-unreadable" };
  const digits = number.replace(/\D/g, "");
  if (digits.length < SHORTEST) return { problem: "phone-short" };
  if (digits.length > LONGEST) return { problem: "phone-long" };
  const problem = /^\+?[\d\s-]+$/.test(number) && !NORTH_AMERICAN.test(number) ? mobileProblem(digits, region) : null;
  if (problem !== null) return problem;
  return {
    phone: [
      number,
      ...(extension === undefined ? [] : [`x${extension}`]),
      ...remarks.map((remark) => `(${remark})`),
    ].join(" "),
  };
}

/** The number without a word on whose it is; an extension stays. */
const withoutRemark = (text: string): string => {
  const extension = EXTENSION.exec(text)?.[0] ?? "";
  return text.replace(EXTENSION, "").replace(REMARK, "").trim() + extension;
};

/**
 * No landline of the mainland begins with 1, none of Taiwan with 09: there a number of another length is a mobile with
 * a slip.
 */
function mobileProblem(digits: string, region: Region): Exclude<ParsedPhone, { readonly phone: string }> | null {
  const mobile =
    region === "mainland"
      ? /^(?:(?:00)?86)?(1[3-9]\d*)$/.exec(digits)?.[1]
      : region === "taiwan"
        ? /^(?:(?:00)?886)?(?:0?(9\d*))$/.exec(digits)?.[1]
        : undefined;
  if (mobile === undefined) return null;
  if (region === "taiwan" && mobile === digits)
    return mobile.length === 9 ? { problem: "phone-zero-lost", suggestion: `0${digits}` } : null;
  const wanted = region === "mainland" ? 11 : 9;
  return mobile.length === wanted ? null : { problem: mobile.length < wanted ? "phone-short" : "phone-long" };
}

/** International form where the number leaves no doubt, else null. Used for matching. */
export function toE164(phone: string, region: Region): string | null {
  const isPlain = JUST_DIGITS.test(phone);
  const number = isPlain ? phone : withoutRemark(phone.normalize("NFKC")).replace(EXTENSION, "");
  const digits = isPlain ? phone : number.replace(/\D/g, "");
  if (/^\s*(\+|00)/.test(number)) return `+${digits.replace(/^00/, "")}`;
  if (/^86(1[3-9]\d{9})$/.test(digits)) return `+${digits}`;
  if (/^1[3-9]\d{9}$/.test(digits))
    return region === "other" && !/^\d{11}$/.test(number.trim()) ? null : `+86${digits}`;
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
