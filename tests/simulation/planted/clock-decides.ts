import type { PlantedBug } from "../planted-bug.ts";

/** The later stamp wins, whoever had seen whom. */
export const clockDecides: PlantedBug = {
  name: "clock-decides",
  breaks: "R5",
  file: "shared/replication/rows/merge-cells.ts",
  find: ".filter((write) => !isSuperseded(write))\n      .map(",
  put: ".filter((write) => isLater(write.by, by))\n      .map(",
  seed: 1,
};
