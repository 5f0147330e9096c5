import type { PlantedBug } from "../planted-bug.ts";

/** The later stamp wins, whoever had seen whom. */
export const clockDecides: PlantedBug = {
  name: "clock-decides",
  breaks: "R5",
  file: "shared/replication/rows/cells.ts",
  find: "const kept = before.filter((write) => !isSuperseded(write)).map(",
  put: "const kept = before.filter((write) => isLater(write.by, by)).map(",
  seed: 1,
};
