import type { PlantedBug } from "../planted-bug.ts";

/** A restored profile goes on in its old stream, under numbers that are given. */
export const seqIsUsedAgain: PlantedBug = {
  name: "seq-is-used-again",
  breaks: "R6",
  file: "shared/replication/lines/own-line.ts",
  find: "if (found === null) continue;",
  put: "if (found !== undefined) continue;",
  seed: 3,
};
