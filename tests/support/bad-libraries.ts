/**
 * Libraries that hold little or nonsense, as changes: what every screen of figures has to say something sensible about.
 */
import { type Change, create } from "../../renderer/db/write/changes.ts";

const at = (day: string): number => new Date(`${day}T10:00`).getTime();
const PEOPLE = Array.from({ length: 12 }, (_, index) => `r${index}`);
const people = (enrolledOn: string): readonly Change[] =>
  PEOPLE.map((id, index) =>
    create("reader", id, { name: "李", card: `00${index}`, branch: "east", category: "adult", enrolledOn }),
  );
const visitsOf = (reader: string, days: readonly string[]): readonly Change[] =>
  days.map((on) => create("activity", `${reader} ${on}`, { reader, on, kind: "visit", branch: "east" }));
const HOUSE: readonly Change[] = [
  create("staff", "chen", { name: "陈雨桐" }),
  create("branch", "east", { name: "城东馆" }),
  create("branch", "west", { name: "城西馆" }),
];
const AUTUMN = ["2026-09-01", "2026-09-15", "2026-10-02", "2026-10-20", "2026-11-05"];
/** The desk's day is 2026-11-25. Negative counts are no records: the model, the import and every form refuse them. */
export const BAD_LIBRARIES: Readonly<Record<string, readonly Change[]>> = {
  "without any activity": [...HOUSE, ...people("2025-01-10")],
  "with one reader": [...HOUSE, ...people("2025-01-10").slice(0, 1), ...visitsOf("r0", AUTUMN)],
  "where everybody is identical": [...HOUSE, ...people("2025-01-10"), ...PEOPLE.flatMap((id) => visitsOf(id, AUTUMN))],
  "with dates in the future": [
    ...HOUSE,
    ...people("2031-01-10"),
    // nobody else is known today
    create("reader", "known", { name: "李", card: "009", branch: "east", enrolledOn: "2025-01-10" }),
    ...PEOPLE.flatMap((id) => visitsOf(id, ["2030-05-01", "2030-06-01"])),
    create("interaction", "i", {
      reader: "r0",
      at: at("2030-05-02"),
      channel: "desk",
      purpose: "reference",
      branch: "east",
      outcome: "answered",
    }),
    create("feedback", "f", {
      type: "complaint",
      receivedAt: at("2030-05-01"),
      due: "2030-05-08",
      status: "registered",
      branch: "east",
    }),
  ],
};

/** What no screen may show: a number that is none, in words or in a drawing. */
export const nonsenseOn = (element: Element): readonly string[] =>
  element.innerHTML.match(/.{0,60}(?:NaN|Infinity|∞|undefined|\[object).{0,20}/g) ?? [];
