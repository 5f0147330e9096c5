import { expect, it } from "vitest";
import type { LibraryView } from "../../../../../renderer/worker/library-use/library-view.ts";
import { type ColumnExtras, columnOf } from "../../../../../renderer/worker/segments/make-columns.ts";
import type { Expectation } from "../../../../../renderer/worker/statistics/expected-use.ts";

const NO_EXTRAS: ColumnExtras = { opinions: new Map(), contacts: new Map(), sensitive: [] };

/** Of one reader who comes within these months with a chance of one in four, on three days. */
function viewOf(months: 12 | 6): LibraryView {
  const expected: Pick<Expectation, "of"> = { of: () => ({ coming: 0.25, visits: 3, months }) };
  return { day: 0, placed: [{ person: { id: "a" } }], expected: async () => expected } as unknown as LibraryView; // what these columns take of it
}

it("rows on expected use speak of twelve months, and of nobody where the forecast is shorter", async () => {
  const read = async (field: "probabilityActive" | "expectedVisits", months: 12 | 6) => {
    const column = await columnOf(field, viewOf(months), NO_EXTRAS, () => undefined);
    return column?.kind === "number" ? [...column.numbers] : undefined;
  };
  expect(await read("probabilityActive", 12)).toEqual([25]);
  expect(await read("expectedVisits", 12)).toEqual([3]);
  expect(await read("probabilityActive", 6)).toEqual([Number.NaN]);
  expect(await read("expectedVisits", 6)).toEqual([Number.NaN]);
});
