import type { PlantedBug } from "../planted-bug.ts";

/** A batch is applied before what its author had seen. */
export const waitsForNobody: PlantedBug = {
  name: "waits-for-nobody",
  breaks: "R12",
  file: "shared/replication/exchange/pull.ts",
  find: "const lack = waitsForNobody ? [] :",
  put: "const lack = !waitsForNobody ? [] :",
  seed: 1,
};
