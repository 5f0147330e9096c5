import type { PlantedBug } from "../planted-bug.ts";

/** Batches go that no checkpoint holds. */
export const floorWithoutCheckpoint: PlantedBug = {
  name: "floor-without-checkpoint",
  breaks: "check 2",
  file: "shared/replication/checkpoints/raise-floor.ts",
  find: "const covered = coveredByAll(",
  put: "const covered = 20 + coveredByAll(",
  seed: 105,
};
