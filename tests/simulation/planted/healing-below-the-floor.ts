import type { PlantedBug } from "../planted-bug.ts";

/** Batches that were swept are put back. */
export const healingBelowTheFloor: PlantedBug = {
  name: "healing-below-the-floor",
  breaks: "check 5",
  file: "shared/replication/exchange/publish.ts",
  find: "const from = own || head === undefined ? floor :",
  put: "const from = own || head === undefined ? 1 :",
  seed: 429,
};
