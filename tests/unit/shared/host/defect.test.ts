import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { defectLine, defectSchema, toDefect } from "#shared/host/defect.ts";

/** What must never be written down: a name, a card, a telephone, what somebody said. */
const CANARIES = ["林月如", "Lin Yueru", "R20260917", "13800138000", "她问起离婚的书"];

/** As code throws that has somebody's record in its hands. */
function errorsAbout(text: string): readonly unknown[] {
  const named = new Error("no such row");
  named.name = `${text}Error`;
  const stacked = new Error("short");
  stacked.stack = `Error: ${text}\n    at ${text} (http://127.0.0.1:4870/assets/${text}.js:1:2)\n    at assets/${text}:3:4`;
  return [
    new Error(text),
    new TypeError(`unexpected value: {"name":"${text}"}`),
    new Error(`line one\n    at ${text} (http://127.0.0.1:4870/assets/desk.js?card=${text}:1:2)`),
    new Error("outer", { cause: new Error(text) }),
    Object.assign(new Error("x"), { code: text, row: { name: text } }),
    new DOMException(text, "DataError"),
    named,
    stacked,
    { name: text, message: text, stack: text, code: `E${text}` },
    text,
    Promise.reject(new Error(text)).catch((error: unknown) => error),
    null,
  ];
}

describe("an error reduced to what may be written down", () => {
  test.each(CANARIES)("holds nothing of %s, wherever the error has it", (text) => {
    for (const error of errorsAbout(text)) {
      const defect = toDefect(error, "page", "act");
      expect(JSON.stringify(defect)).not.toContain(text);
      expect(defectLine(defect)).not.toContain(text);
      expect(v.is(defectSchema, defect)).toBe(true);
    }
  });

  test("holds nothing of any message, and always fits the form that the host accepts", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 4, unit: "binary" }), fc.string({ minLength: 4 }), (message, name) => {
        const error = new RangeError(message);
        error.name = name;
        const defect = toDefect(error, "worker", "start");
        expect(v.is(defectSchema, defect)).toBe(true);
        expect(defect.kind).toBe("Error");
      }),
    );
  });

  test("still says which kind it is and where in the program's files it arose", () => {
    const error = new TypeError("cannot read 林月如");
    error.stack = [
      "TypeError: cannot read 林月如",
      "    at Object.run (http://127.0.0.1:4870/assets/desk-B1x_yz.js:3:1402)",
      "    at async file:///opt/desk/dist/electron/browser-host.mjs:90:7",
      "    at new Promise (<anonymous>)",
    ].join("\n");
    expect(defectLine(toDefect(error, "page", "screen"))).toBe(
      "page screen TypeError desk-B1x_yz.js:3:1402 browser-host.mjs:90:7",
    );
    expect(toDefect(Object.assign(new Error("no"), { code: "EACCES" }), "host", "act").code).toBe("EACCES");
  });

  test("a line that another hand has made does not pass the form", () => {
    const defect = toDefect(new Error("x"), "page", "act");
    for (const change of [
      { kind: "林月如" },
      { code: "13800138000" },
      { at: ["林月如.js:1:2"] },
      { at: Array<string>(20).fill("a.js:1:1") },
      { place: "林月如" },
    ]) {
      expect(v.is(defectSchema, { ...defect, ...change })).toBe(false);
    }
  });
});
