import type { PlantedBug } from "../planted-bug.ts";

/** Batches go that no checkpoint holds. */
export const floorWithoutCheckpoint: PlantedBug = {
  name: "floor-without-checkpoint",
  breaks: "check 2",
  file: "shared/replication/cut.ts",
  find: "Math.min(cut + 1, covered + 1, aged + 1, last)",
  put: "Math.min(cut + 1, covered + 20, aged + 1, last)",
  seed: 242,
};
