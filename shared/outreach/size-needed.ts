/**
 * How many readers a list needs before its result can say anything: two groups of unequal size, two shares of readers
 * who come again, two-sided 5 %, 80 % power. Fleiss, Levin and Paik, "Statistical Methods for Rates and Proportions"
 * (3rd ed. 2003), 4.4, without the correction for continuity, as Newcombe's interval has none either: with P̄ the share
 * of both groups together and r people contacted for each who is held back, the held-back group needs
 *
 *   m = (1.96 · √((r + 1) · P̄ · (1 − P̄)) + 0.84 · √(r · P₁ · (1 − P₁) + P₂ · (1 − P₂)))² ÷ (r · (P₂ − P₁)²)
 */

/** What is supposed before anybody is contacted. */
export interface Supposed {
  /** Share of readers who come again by themselves within the days, 0 to 1. */
  readonly baseline: number;
  /** By how much more come again, of all that are contacted, −1 to 1: 0.1 are ten percentage points. */
  readonly difference: number;
}

export interface GroupSizes {
  readonly contacted: number;
  readonly heldBack: number;
}

/** Of the normal distribution: 97.5 % and 80 % lie below. */
const Z_LEVEL = 1.959963984540054;
const Z_POWER = 0.8416212335729143;

/**
 * @param share of the whole list that is held back, 0 to 1
 * @returns undefined where no size shows it: no difference, or one that leads below nobody or beyond everybody
 */
export function sizeNeeded(supposed: Supposed, share: number): GroupSizes | undefined {
  const spread = spreadOf(supposed, share);
  if (spread === undefined) return undefined;
  const { ratio, together, apart } = spread;
  const heldBack = Math.ceil((Z_LEVEL * together + Z_POWER * apart) ** 2 / (ratio * supposed.difference ** 2) - NOISE);
  return { heldBack, contacted: Math.ceil(heldBack * ratio - NOISE) };
}

/**
 * How likely groups of these sizes show what is supposed, 0 to 1.
 * @returns undefined as `sizeNeeded`, and where a group is empty
 */
export function powerOf(supposed: Supposed, { contacted, heldBack }: GroupSizes): number | undefined {
  if (!(contacted > 0 && heldBack > 0)) return undefined;
  const spread = spreadOf(supposed, heldBack / (contacted + heldBack));
  if (spread === undefined) return undefined;
  const { ratio, together, apart } = spread;
  return normalBelow((Math.abs(supposed.difference) * Math.sqrt(ratio * heldBack) - Z_LEVEL * together) / apart);
}

/** What lies within the two roots of the formula. */
interface Spread {
  readonly ratio: number;
  readonly together: number;
  readonly apart: number;
}

function spreadOf({ baseline, difference }: Supposed, share: number): Spread | undefined {
  const contacted = baseline + difference;
  const isPossible = share > 0 && share < 1 && baseline >= 0 && baseline <= 1 && contacted >= 0 && contacted <= 1;
  if (!isPossible || difference === 0) return undefined;
  const ratio = (1 - share) / share;
  const mean = (baseline + ratio * contacted) / (ratio + 1);
  return {
    ratio,
    together: Math.sqrt((ratio + 1) * mean * (1 - mean)),
    apart: Math.sqrt(ratio * baseline * (1 - baseline) + contacted * (1 - contacted)),
  };
}

/** Below what a float can tell. */
const NOISE = 1e-9;

/**
 * How much of the normal distribution lies below `z`: Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964),
 * 26.2.17, off by less than 7.5 · 10⁻⁸.
 */
function normalBelow(z: number): number {
  if (z < 0) return 1 - normalBelow(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const tail = [1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.31938153].reduce(
    (sum, factor) => (sum + factor) * t,
    0,
  );
  return 1 - tail * (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI));
}
