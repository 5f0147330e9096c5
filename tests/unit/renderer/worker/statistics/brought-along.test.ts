/** Whatever is written, the pages that are brought along say what pages that count everything anew would say. */
import "../../../../support/indexed-db.ts";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { StatisticsAsked } from "../../../../../renderer/platform/worker/statistics-api.ts";
import { createStatisticsApi } from "../../../../../renderer/worker/statistics/serve-statistics.ts";
import { proofScale } from "../../../../support/proof-scale.ts";
import { changeOf, LIBRARY, told } from "./changes-of-readers.ts";
import { NOVEMBER, NOW, openLibrary } from "./small-library.ts";

it("is brought along by every kind of change", { timeout: proofScale(60_000, 700_000) }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(changeOf, { minLength: 1, maxLength: 6 }),
      fc.constantFrom<StatisticsAsked>(NOVEMBER, { branch: "east", month: "2026-11" }),
      async (steps, asked) => {
        const { db, writer, statistics } = await openLibrary(LIBRARY);
        await told(statistics, asked);
        for (const changes of steps) {
          await (await writer.run("test", changes)).confirmed;
          expect(await told(statistics, asked)).toEqual(
            await told(createStatisticsApi({ db, clock: { now: () => NOW } }), asked),
          );
        }
        db.close();
      },
    ),
    { numRuns: proofScale(2, 60) },
  );
});

it("is the same whichever months were looked at before", { timeout: proofScale(60_000, 700_000) }, async () => {
  const month = fc.constantFrom("2026-11", "2026-10", "2026-09", "2026-08", "2025-11");
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof({ weight: 4, arbitrary: month }, { weight: 1, arbitrary: changeOf }), {
        minLength: 3,
        maxLength: 9,
      }),
      async (steps) => {
        const { db, writer, statistics } = await openLibrary(LIBRARY);
        for (const step of ["2026-11", ...steps]) {
          if (typeof step !== "string") await (await writer.run("test", step)).confirmed;
          else
            expect(await told(statistics, { branch: null, month: step })).toEqual(
              await told(createStatisticsApi({ db, clock: { now: () => NOW } }), { branch: null, month: step }),
            );
        }
        db.close();
      },
    ),
    { numRuns: proofScale(2, 60) },
  );
});
