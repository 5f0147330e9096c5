/**
 * Bugs planted in the engine one by one: the simulator finds each, by the seed that found it first. It takes long, as
 * an engine is built for each of them.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { proofDraw, proofScale } from "../support/proof-scale.ts";
import { hunt } from "./hunt.ts";
import { PLANTED_BUGS } from "./planted-bugs.ts";

const PINNED = proofDraw(
  PLANTED_BUGS.flatMap((bug) => (bug.seed === null ? [] : [{ ...bug, seed: bug.seed }])),
  { count: 2 },
);

/** A bug that none of these show says that the simulator is too weak. */
const WITHIN = "1..500";

describe("the simulator", () => {
  let bundles = "";
  beforeAll(async () => {
    bundles = await mkdtemp(join(tmpdir(), "reader-desk-planted-"));
  });
  afterAll(() => rm(bundles, { recursive: true, force: true }));

  it.concurrent.each(PINNED)(
    "$breaks: finds the planted bug $name, with seed $seed, and nothing where it is not planted",
    async (bug) => {
      // The dice fall otherwise in an engine that was changed: the proof, which tries all bugs, asks for the new seed.
      const seeds = proofScale(`${bug.seed},${WITHIN}`, String(bug.seed));
      const { found } = await hunt(bug, seeds, join(bundles, bug.name));
      expect(found).not.toBeNull();
      const without = await hunt(null, String(found?.seed), join(bundles, `${bug.name}-mended`));
      expect(without).toEqual({ runs: 1, found: null });
    },
  );

  it("says so where the text of a patch is no longer in the source", async () => {
    const [bug] = PINNED;
    if (bug === undefined) throw new Error("no bugs");
    await expect(
      hunt({ ...bug, find: "text that nobody has written" }, "1", join(bundles, "unpatched")),
    ).rejects.toThrow("stands 0 times");
  });
});
