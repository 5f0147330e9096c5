/**
 * A share in words: with what it is of, and of few its numbers and the interval instead of a percentage, which would
 * look more certain than it is.
 */
import { wilson } from "#shared/analysis/wilson.ts";
import type { Format } from "../i18n/format.ts";
import type { Translate } from "../i18n/i18n.ts";

/** Fewer are few. */
const ENOUGH = 30;

export interface SharePart {
  readonly part: number;
  readonly whole: number;
}

export const isOfEnough = ({ whole }: SharePart): boolean => whole >= ENOUGH;

const percentOf = (share: number, format: Pick<Format, "percent">): string =>
  format.percent(Math.round(share * 1000) / 1000);

/** "78 % (n = 120)", "9 / 12 (46 % to 91 %)", or a dash where there is nothing to have a share of. */
export function shareText(
  { part, whole }: SharePart,
  t: Translate,
  format: Pick<Format, "number" | "percent">,
): string {
  const share = wilson(part, whole);
  if (share === undefined) return whole === 0 ? "–" : `${format.number(part)} / ${format.number(whole)}`;
  if (whole >= ENOUGH) return t("words.share", { share: percentOf(share.share, format), count: format.number(whole) });
  return t("words.share-few", {
    part: format.number(part),
    whole: format.number(whole),
    low: percentOf(share.low, format),
    high: percentOf(share.high, format),
  });
}

/** The same beside a column that says what it is of. */
export function shareBeside({ part, whole }: SharePart, format: Pick<Format, "number" | "percent">): string {
  if (whole === 0) return "–";
  return whole >= ENOUGH ? percentOf(part / whole, format) : `${format.number(part)} / ${format.number(whole)}`;
}
