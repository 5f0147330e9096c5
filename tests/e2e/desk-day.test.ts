/**
 * A day at the desk by script: everything that was called logged is there, everything else was called what it was. It
 * takes more than most, as each way of taking something away has to come once, and some are told of after seconds only;
 * in `npm test` the library is a small one.
 */
import { expect, test } from "vitest";
import { proofScale } from "../support/proof-scale.ts";
import { runDay } from "./desk-day/day.ts";

const SEED = Number(process.env.READER_DESK_SEED ?? 1);
const PLAN = {
  seed: SEED,
  scans: proofScale(14, 2_000),
  notes: proofScale(3, 200),
  opinions: proofScale(2, 50),
  takings: proofScale(3, 49),
  // each time the database is taken away all of it is read from the journal
  readers: proofScale<number | "trial">(40, "trial"),
};
const HOURS_MS = 3 * 60 * 60_000;

test(`a day of seed ${SEED}: ${PLAN.scans} scans and logs, ${PLAN.notes} notes, ${PLAN.opinions} opinions, ${PLAN.takings} times something taken away`, {
  timeout: HOURS_MS,
}, async () => {
  const { lost, miscalled, twice, strange, untold, differs, unanswered, ...told } = await runDay(PLAN, (line) =>
    process.stdout.write(`${line}\n`),
  );
  process.stdout.write(`seed ${SEED}: ${JSON.stringify(told)}\n`);
  expect({ lost, miscalled, twice, strange, untold, differs, unanswered }).toEqual({
    lost: [],
    miscalled: [],
    twice: [],
    strange: [],
    untold: [],
    differs: [],
    unanswered: [],
  });
  // the account is of something: most was saved, and each way of taking away came
  expect(told.said.saved).toBeGreaterThan(told.acts * 0.6);
  expect(Object.keys(told.taken)).toHaveLength(proofScale(3, 7));
});
