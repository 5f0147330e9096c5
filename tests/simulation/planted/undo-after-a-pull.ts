import type { PlantedBug } from "../planted-bug.ts";

/** Undo takes back what a colleague has written since. */
export const undoAfterAPull: PlantedBug = {
  name: "undo-after-a-pull",
  breaks: "R15",
  file: "renderer/db/write/invert.ts",
  find: "first !== undefined &&\n        writes.every(",
  put: "first !== undefined ||\n        writes.every(",
  seed: 6,
};
