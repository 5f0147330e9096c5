import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  DEFAULT_SCANNER,
  endBySilence,
  feedKey,
  isByMachine,
  NO_SCAN,
  type Scan,
  type ScanKey,
  type ScannerSettings,
} from "#shared/model/input/scan-burst.ts";

const press = (key: string, at: number, extra: Partial<ScanKey> = {}): ScanKey => ({
  key,
  code: codeOf(key),
  shift: false,
  chord: false,
  repeat: false,
  ime: false,
  at,
  ...extra,
});
const codeOf = (key: string): string =>
  /^\d$/.test(key) ? `Digit${key}` : /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key === "-" ? "Minus" : key;

interface Seen {
  readonly scans: readonly Scan[];
  readonly swallowed: readonly string[];
}
function feed(keys: readonly ScanKey[], settings: ScannerSettings = DEFAULT_SCANNER): Seen {
  let state = NO_SCAN;
  const scans: Scan[] = [];
  const swallowed: string[] = [];
  for (const key of keys) {
    const step = feedKey(state, key, settings);
    state = step.state;
    if (step.scan !== null) scans.push(step.scan);
    if (step.swallow) swallowed.push(key.key);
  }
  return { scans, swallowed };
}
const typed = (text: string, gapMs: number, from = 1000): readonly ScanKey[] =>
  [...text].map((char, index) => press(char, from + index * gapMs));
const scanned = (text: string, gapMs: number, end = "Enter"): readonly ScanKey[] => [
  ...typed(text, gapMs),
  press(end, 1000 + text.length * gapMs),
];

describe("a scanner told from typing", () => {
  test.each([5, 20, 60, 100])("a code with %i ms between keys is a scan and its Enter does nothing else", (gapMs) => {
    expect(feed(scanned("002104178853", gapMs))).toEqual({
      scans: [{ text: "002104178853", ime: false }],
      swallowed: ["Enter"],
    });
  });

  test("slow typing, a short word and a fast word without digits are typing", () => {
    expect(feed(scanned("00210417", 130)).scans).toEqual([]);
    expect(feed(scanned("123", 20)).scans).toEqual([]);
    expect(feed(scanned("zhangsuqin", 60)).scans).toEqual([]);
  });

  test("a run that takes longer than a second and a half is typing", () => {
    expect(feed(scanned("0021041788530021", 100)).scans).toHaveLength(1);
    expect(feed(scanned("00210417885300210", 100)).scans).toEqual([]);
  });

  test("what was typed slowly before does not belong to the scan", () => {
    expect(feed([...typed("备注x", 300, 0), ...scanned("00210417", 20)]).scans).toEqual([
      { text: "00210417", ime: false },
    ]);
  });

  test("a code that stumbles once is read whole, and its field is put back to what stood there before all of it", () => {
    const stumbling = (text: string, at: number, pauseMs: number): readonly ScanKey[] =>
      scanned(text, 10).map((key, index) => (index < at ? key : { ...key, at: key.at + pauseMs }));
    expect(feed(stumbling("002104178853", 3, 250)).scans).toEqual([{ text: "002104178853", ime: false }]);
    expect(feed(stumbling("123456", 3, 250)).scans).toEqual([]);
    expect(feed(stumbling("加灯002104178853", 2, 250)).scans).toEqual([{ text: "002104178853", ime: false }]);
    const begun = stumbling("002104178853", 3, 250).reduce(
      ({ state, begins }, key) => {
        const step = feedKey(state, key, DEFAULT_SCANNER);
        return { state: step.state, begins: begins + Number(step.begins) };
      },
      { state: NO_SCAN, begins: 0 },
    );
    expect(begun.begins).toBe(1);
  });

  test("a code that was held back for longer, or twice, is doubtful and whole: what is left of it is never another's card", () => {
    const held = (text: string, pauses: Readonly<Record<number, number>>): readonly ScanKey[] => {
      let late = 0;
      return scanned(text, 10).map((key, index) => {
        late += pauses[index] ?? 0;
        return { ...key, at: key.at + late };
      });
    };
    const doubtful = { scans: [{ text: "002104178853", ime: false, doubtful: true }], swallowed: ["Enter"] };
    expect(feed(held("002104178853", { 3: 400 }))).toEqual(doubtful);
    // a single key may have been a person's: a form that knows of it may ask for the rest
    for (const pauseMs of [110, 250, 1400])
      expect(feed(held("002104178853", { 1: pauseMs }))).toEqual({
        ...doubtful,
        scans: [{ text: "002104178853", ime: false, doubtful: true, rest: "02104178853" }],
      });
    expect(feed(held("002104178853", { 2: 250, 5: 250 }))).toEqual(doubtful);
    expect(feed(held("002104178853", { 3: 400, 7: 400 }))).toEqual(doubtful);
    expect(feed(held("-0021", { 2: 400 }), { ...DEFAULT_SCANNER, prefix: "-" }).scans).toEqual([]);
    // what came before came from a scanner, unless a person may have typed it: one key, or two of them slowly
    const isCutFast = (pauses: Readonly<Record<number, number>>): boolean =>
      held("002104178853", pauses)
        .slice(0, -1)
        .reduce((state, key) => feedKey(state, key, DEFAULT_SCANNER).state, NO_SCAN).isCutFast;
    const cuts = [
      { 3: 400 },
      { 2: 250, 5: 250 },
      { 3: 400, 7: 400 },
      { 1: 1400 },
      { 1: 250, 2: 250 },
      { 1: 400, 5: 400 },
    ];
    expect(cuts.map(isCutFast)).toEqual([true, true, true, false, false, false]);
    const long = held("002104178853", { 3: 1600 });
    expect(feed(long).scans).toEqual([{ text: "104178853", ime: false }]);
  });

  test("a code behind a scan, or behind a key that is none of a code's, is not doubtful", () => {
    const second = scanned("00210417", 10).map((key) => ({ ...key, at: key.at + 700 }));
    for (const before of [scanned("888888", 10), [...typed("12", 10), press("Tab", 1030)], typed("加灯", 10)]) {
      expect(feed([...before, ...second]).scans.at(-1)).toEqual({ text: "00210417", ime: false });
    }
  });

  test("a configured prefix is taken off, and without it nothing is a scan", () => {
    const settings = { ...DEFAULT_SCANNER, prefix: "-" };
    expect(feed(scanned("-ABCD", 20), settings).scans).toEqual([{ text: "ABCD", ime: false }]);
    expect(feed(scanned("00210417", 20), settings).scans).toEqual([]);
  });

  test("keys taken by an input method are read from their place on the keyboard", () => {
    const keys = scanned("A0021-7x", 20).map((key) =>
      key.key === "Enter"
        ? { ...key, key: "Process", ime: true }
        : { ...key, key: "Process", ime: true, shift: /[A-Z]/.test(key.key) },
    );
    expect(feed(keys)).toEqual({ scans: [{ text: "A0021-7x", ime: true }], swallowed: ["Process"] });
  });

  test("shift keys in between and a held key are no part of the code", () => {
    const keys = scanned("0021", 20).flatMap((key) => [
      press("Shift", key.at, { code: "ShiftLeft", shift: true }),
      key,
      { ...key, repeat: true },
    ]);
    expect(feed(keys).scans).toEqual([{ text: "0021", ime: false }]);
  });

  test("an Enter right after a scan belongs to a person once another key came between", () => {
    const scan = [..."00210417"].map((char, index) => press(char, index * 10));
    const ended = press("Enter", 80);
    expect(feed([...scan, ended, press("Enter", 90)]).swallowed).toEqual(["Enter", "Enter"]);
    expect(feed([...scan, ended, press("ArrowDown", 90), press("Enter", 100)]).swallowed).toEqual(["Enter"]);
    expect(feed([...scan, ended, press("l", 90, { chord: true }), press("Enter", 100)]).swallowed).toEqual(["Enter"]);
  });

  test("a short code right behind another is a scan of its own, and a key typed there is a person's", () => {
    const first = scanned("002104178853", 5);
    const from = 1000 + 12 * 5 + 20;
    expect(feed([...first, ...typed("888888", 10, from), press("Enter", from + 60)])).toEqual({
      scans: [
        { text: "002104178853", ime: false },
        { text: "888888", ime: false },
      ],
      swallowed: ["Enter", "Enter"],
    });
    expect(feed([...first, press("8", from), press("Enter", from + 10)]).swallowed).toEqual(["Enter"]);
  });

  test("a line feed comes as Ctrl+J, ends a scan, and never reaches the browser", () => {
    const lineFeed = press("j", 1240, { chord: true });
    expect(feed([...typed("002104178853", 20), lineFeed]).scans).toHaveLength(1);
    expect(feed([...scanned("002104178853", 20), { ...lineFeed, at: 1250 }])).toEqual({
      scans: [{ text: "002104178853", ime: false }],
      swallowed: ["Enter", "j"],
    });
    expect(feed([lineFeed]).swallowed).toEqual(["j"]);
  });

  test("Tab ends a scan only where the scanner is set to it", () => {
    expect(feed(scanned("00210417", 20, "Tab")).scans).toEqual([]);
    expect(feed(scanned("00210417", 20, "Tab"), { ...DEFAULT_SCANNER, suffix: "tab" }).scans).toHaveLength(1);
  });

  test("a scanner without a suffix is ended by silence", () => {
    const settings = { ...DEFAULT_SCANNER, suffix: "none" } as const;
    let state = NO_SCAN;
    for (const key of typed("00210417", 20)) state = feedKey(state, key, settings).state;
    expect(endBySilence(state, state.lastAt + 50, settings).scan).toBeNull();
    expect(endBySilence(state, state.lastAt + 100, settings).scan).toEqual({ text: "00210417", ime: false });
  });

  test("what no hand can type is a scanner's also without its end", () => {
    const run = (text: string, gapMs: number) =>
      typed(text, gapMs).reduce((state, key) => feedKey(state, key, DEFAULT_SCANNER).state, NO_SCAN);
    expect([5, 25, 30].map((gapMs) => isByMachine(run("00210417", gapMs), DEFAULT_SCANNER))).toEqual([
      true,
      true,
      true,
    ]);
    expect([31, 60, 90].map((gapMs) => isByMachine(run("13812345678", gapMs), DEFAULT_SCANNER))).toEqual([
      false,
      false,
      false,
    ]);
    expect(isByMachine(run("twine", 5), DEFAULT_SCANNER)).toBe(false);
    expect(isByMachine(NO_SCAN, DEFAULT_SCANNER)).toBe(false);
  });

  test("any code with a digit at any scanner's pace is read whole, and ordinary typing never is one", () => {
    const code = fc.stringMatching(/^[0-9a-z]{3,14}[0-9]$/);
    fc.assert(
      fc.property(
        code,
        fc.integer({ min: 1, max: 100 }),
        (text, gapMs) => feed(scanned(text, gapMs)).scans[0]?.text === text,
      ),
    );
    fc.assert(
      fc.property(
        code,
        fc.integer({ min: 101, max: 600 }),
        (text, gapMs) => feed(scanned(text, gapMs)).scans.length === 0,
      ),
    );
  });
});
