/** What a person at the desk waits for, in the product's own screens: each act many times, from key to paint. */
import type { CDPSession, Page } from "playwright-core";
import type { Figure } from "./figure.ts";
import type { Sign } from "./paint-probe.ts";
import { median, p95 } from "./percentile.ts";
import type { Sample } from "./workbench/workbench.ts";

export interface Budget {
  readonly name: string;
  /** p95, in milliseconds. */
  readonly goal: number;
  /** The same on half of one core. */
  readonly slowGoal?: number;
}

const LIST: Budget = { name: "search as you type: key → painted list", goal: 100, slowGoal: 200 };
export const CARD: Budget = { name: "scan terminator → card painted", goal: 150, slowGoal: 300 };
export const ROW: Budget = { name: "quick log: key → row painted", goal: 100, slowGoal: 200 };
export const TOAST: Budget = { name: "quick log: key → confirming toast", goal: 250, slowGoal: 300 };
const PALETTE: Budget = { name: "palette open", goal: 80 };
const MODULE: Budget = { name: "module switch", goal: 150 };

/** @param readers to be found and scanned, each once; the more the better */
export async function measureDesk(page: Page, readers: readonly Sample[], isSlow: boolean): Promise<readonly Figure[]> {
  const hand = await createHand(page);
  const list = await searchTimes(page, hand, readers.slice(0, 12));
  const { cards, rows, toasts } = await scanAndLog(page, hand, readers);
  const palette = await paletteTimes(page, hand);
  const modules = await moduleTimes(page, hand);
  return (
    [
      [LIST, list],
      [CARD, cards],
      [ROW, rows],
      [TOAST, toasts],
      [PALETTE, palette],
      [MODULE, modules],
    ] as const
  ).map(([budget, times]) => tell(budget, times, isSlow));
}

export interface ActTimes {
  readonly cards: readonly Time[];
  readonly rows: readonly Time[];
  readonly toasts: readonly Time[];
}

/** From what a quick person sees to her next key, in milliseconds: what an act leaves to do falls into it. */
export const PACE_MS = 400;

/** @param readers each is scanned and logged once */
export async function scanAndLog(page: Page, hand: Hand, readers: readonly Sample[]): Promise<ActTimes> {
  const cards: Time[] = [];
  const rows: Time[] = [];
  const toasts: Time[] = [];
  for (const [index, { card }] of readers.entries()) {
    cards.push(await hand.scan(card));
    await page.waitForTimeout(PACE_MS);
    // the same key brings row and toast; each is watched for in every second log
    const [sign, times] = index % 2 === 0 ? (["row", rows] as const) : (["toast", toasts] as const);
    times.push(await hand.press("Alt+Digit1", "Digit1", sign));
    await page.locator('.toast[data-tone="done"]').waitFor();
    await page.waitForTimeout(PACE_MS);
  }
  return { cards, rows, toasts };
}

export type Time = number | null;

/** The first of each act finds cold code, and counts like the others. */
function tell({ name, ...budget }: Budget, times: readonly Time[], isSlow: boolean): Figure {
  const goal = isSlow ? budget.slowGoal : budget.goal;
  const measured = times.filter((time) => time !== null);
  return {
    group: "At the desk",
    name,
    value: p95(measured),
    unit: "ms",
    ...(goal !== undefined && { goal }),
    note: `p95 of ${measured.length}, p50 ${median(measured).toFixed(0)} ms${notSeen(times)}`,
  };
}

export function notSeen(times: readonly Time[]): string {
  const missed = times.filter((time) => time === null).length;
  return missed === 0 ? "" : `; ${missed} not seen`;
}

export interface Hand {
  press(chord: string, key: string, sign: Sign): Promise<Time>;
  /** All keys at once, as a scanner sends them. */
  scan(code: string): Promise<Time>;
}

export async function createHand(page: Page): Promise<Hand> {
  const session = await page.context().newCDPSession(page);
  const armed = async (key: string, sign: Sign, act: () => Promise<unknown>): Promise<Time> => {
    await page.evaluate(([name, wanted]) => window.paintProbe.arm(name, wanted), [key, sign] as const);
    await act();
    return page.evaluate(() => window.paintProbe.result());
  };
  return {
    press: (chord, key, sign) => armed(key, sign, () => page.keyboard.press(chord)),
    scan: (code) => armed("Enter", "card", () => scanBurst(session, code)),
  };
}

/** Sent without waiting for answers: a burst that a slow machine cannot tear apart. */
export async function scanBurst(session: CDPSession, code: string): Promise<void> {
  const sent: Promise<unknown>[] = [];
  for (const char of code) {
    const key = {
      key: char,
      code: /\d/.test(char) ? `Digit${char}` : `Key${char.toUpperCase()}`,
      windowsVirtualKeyCode: char.toUpperCase().charCodeAt(0),
    };
    sent.push(
      session.send("Input.dispatchKeyEvent", { type: "keyDown", text: char, ...key }),
      session.send("Input.dispatchKeyEvent", { type: "keyUp", ...key }),
    );
  }
  const enter = { key: "Enter", code: "Enter", windowsVirtualKeyCode: 13 };
  sent.push(
    session.send("Input.dispatchKeyEvent", { type: "keyDown", text: "\r", ...enter }),
    session.send("Input.dispatchKeyEvent", { type: "keyUp", ...enter }),
  );
  await Promise.all(sent);
}

/** The cards of the bench differ from here on, and are told apart before their last digits. */
const CARD_KEYS = [4, 7] as const;
const SPELLED = ["wangj", "zhangl", "lix", "cheny", "liuw"];

/** Cards and spelled names key by key: every key leaves other readers in the list. */
async function searchTimes(page: Page, hand: Hand, readers: readonly Sample[]): Promise<readonly Time[]> {
  const times: Time[] = [];
  const runs = [
    ...readers.map(({ card }) => [card.slice(0, CARD_KEYS[0]), card.slice(...CARD_KEYS)] as const),
    ...SPELLED.map((text) => ["", text] as const),
  ];
  for (const [before, keys] of runs) {
    await page.locator(".scan input").click();
    await page.keyboard.press("Escape");
    if (before !== "") {
      await page.keyboard.insertText(before);
      await page.locator(".scan-row").first().waitFor();
    }
    for (const key of keys) {
      times.push(await hand.press(key, key, "list"));
      // a person's pace: longer than a scanner's gap
      await page.waitForTimeout(150);
    }
    await page.keyboard.press("Escape");
  }
  return times;
}

export async function paletteTimes(page: Page, hand: Hand): Promise<readonly Time[]> {
  const times: Time[] = [];
  for (let turn = 0; turn < 12; turn++) {
    times.push(await hand.press("Control+k", "k", "palette"));
    await page.keyboard.press("Escape");
    await page
      .locator(".palette[data-open]")
      .waitFor({ state: "detached" })
      .catch(() => undefined);
    await page.waitForTimeout(150);
  }
  return times;
}

/** Screens are fetched while nobody presses a key, and whoever goes to another has read something before. */
const LOOKED_MS = 5_000;

export async function moduleTimes(page: Page, hand: Hand): Promise<readonly Time[]> {
  const times: Time[] = [];
  await page.waitForTimeout(LOOKED_MS);
  for (let turn = 0; turn < 6; turn++) {
    times.push(
      await hand.press("Control+Digit2", "Digit2", "readers"),
      await hand.press("Control+Digit3", "Digit3", "opinions"),
      await hand.press("Control+Digit1", "Digit1", "desk"),
    );
  }
  return times;
}
