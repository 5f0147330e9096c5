import { expect, it } from "vitest";
import { packFacts } from "../../../../../renderer/worker/library-use/packed-facts.ts";
import type { ReaderFacts } from "../../../../../renderer/worker/library-use/reader-facts.ts";
import { createUseReading, readersOfColumns } from "../../../../../renderer/worker/library-use/reader-use.ts";
import { daysIn } from "../../../../support/life-calendar.ts";

/** More than are looked at alone. */
const READERS = 1200;
const FACTS: ReaderFacts = {
  life: { hasCard: true, enrolledOn: undefined, leaving: undefined },
  isOfOrganisation: false,
  hasPhone: false,
  isOneReader: true,
} as ReaderFacts; // what is unknown is left out

it("the days of a reader are the same, asked for of a few or of everybody", () => {
  const ids = Array.from({ length: READERS }, (_, n) => String(n).padStart(4, "0"));
  const reading = createUseReading(ids);
  for (const [n, reader] of ids.entries()) {
    for (let day = 100; day < 100 + (n % 5); day++) {
      reading.use({ reader, day, kind: "visit", amount: 1 });
      reading.use({ reader, day, kind: "loan", amount: 2 });
    }
    reading.use({ reader, day: 200 + n, kind: "e-resource", amount: 1 });
  }
  const readers = readersOfColumns(reading.built(), packFacts(ids.map(() => FACTS)));
  // twice: all of the second round come from the column
  for (const _ of [1, 2]) {
    for (const [n, { useDays, visitDays }] of readers.entries()) {
      const visits = Array.from({ length: n % 5 }, (__, back) => 100 + back);
      expect([daysIn(visitDays), daysIn(useDays)]).toEqual([visits, [...visits, 200 + n]]);
    }
  }
});
