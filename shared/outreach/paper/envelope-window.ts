/**
 * Where the address must stand on a folded A4 letter, so that the window of its envelope shows it whole and nothing else,
 * however the sheet slips. All measures in millimetres.
 *
 * - `gb-dl`, `gb-c5`: GB/T 1416-2003, appendix A, of domestic window envelopes: the window 100 × 40 at least, its left edge 25 ± 2
 *   from that of the envelope, its upper edge 30 ± 1.5 from the upper one of a DL, 40 ± 1.5 of a C5.
 * - `din-dl`: DIN 680:2008, to which the address field of DIN 5008 belongs: 90 × 45, 20 ± 1 from the left and 15 ± 1 from the lower
 *   edge.
 *
 * Worked example, `gb-dl`: the envelope is 220 × 110, the sheet folded twice 210 × 105, so that it slips by 10 and 5.
 * The upper edge of the window stands 30 ± 1.5 below that of the envelope and so between 23.5 and 31.5 below that of the
 * sheet, the lower one between 63.5 and 71.5: 31.5 to 63.5 is always seen, and what is to be hidden ends above 23.5 or
 * begins below 71.5.
 */
import { A4 } from "./printed-sheet.ts";

export interface EnvelopeWindow {
  readonly envelope: { readonly width: number; readonly height: number };
  /** Panels into which the sheet is folded; the letter's head is on the first. */
  readonly folds: 1 | 2;
  readonly window: {
    /** From the left edge of the envelope. */
    readonly left: number;
    /** From its upper edge. */
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
  /** By how much the window may stand elsewhere, to each side. */
  readonly tolerance: { readonly x: number; readonly y: number };
}

export const ENVELOPES = ["gb-dl", "gb-c5", "din-dl"] as const;
export type Envelope = (typeof ENVELOPES)[number];

export const ENVELOPE_WINDOWS: Readonly<Record<Envelope, EnvelopeWindow>> = {
  "gb-dl": {
    envelope: { width: 220, height: 110 },
    folds: 2,
    window: { left: 25, top: 30, width: 100, height: 40 },
    tolerance: { x: 2, y: 1.5 },
  },
  "gb-c5": {
    envelope: { width: 229, height: 162 },
    folds: 1,
    window: { left: 25, top: 40, width: 100, height: 40 },
    tolerance: { x: 2, y: 1.5 },
  },
  "din-dl": {
    envelope: { width: 220, height: 110 },
    folds: 2,
    window: { left: 20, top: 50, width: 90, height: 45 },
    tolerance: { x: 1, y: 1 },
  },
};

export interface AddressZone {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Above this, nothing is ever seen; nor below `hiddenFrom`. */
  readonly hiddenUpTo: number;
  readonly hiddenFrom: number;
  /** Where the sheet is folded, from its upper edge. */
  readonly foldedAt: readonly number[];
}

/** Heights of the first panel: 105 of three (DIN 5008), half of a sheet of two. */
const FIRST_PANEL = { 1: A4.height / 2, 2: 105 } as const;

export function addressZone({ envelope, folds, window, tolerance }: EnvelopeWindow): AddressZone {
  const panel = FIRST_PANEL[folds];
  const slip = { x: Math.max(0, envelope.width - A4.width), y: Math.max(0, envelope.height - panel) };
  const left = window.left + tolerance.x;
  const top = window.top + tolerance.y;
  const right = window.left + window.width - tolerance.x - slip.x;
  const bottom = window.top + window.height - tolerance.y - slip.y;
  return {
    left,
    top,
    width: right - left,
    height: bottom - top,
    hiddenUpTo: window.top - tolerance.y - slip.y,
    hiddenFrom: window.top + window.height + tolerance.y,
    foldedAt: folds === 1 ? [panel] : [panel, panel * 2],
  };
}
