import type { PlantedBug } from "../planted-bug.ts";

/** Where a head stands its batches are taken to stand too. */
export const headIsBelieved: PlantedBug = {
  name: "head-is-believed",
  breaks: "R8",
  file: "shared/replication/exchange/publish.ts",
  find: "ref.no > announced || !present.has(batchName(ref))",
  put: "ref.no > announced",
  seed: 3,
};
