import type { PlantedBug } from "../planted-bug.ts";

/** Undo takes back what a colleague has written since. */
export const undoAfterAPull: PlantedBug = {
  name: "undo-after-a-pull",
  breaks: "R15",
  file: "renderer/db/write/invert.ts",
  find: "return first !== undefined && writes.every(",
  put: "return first !== undefined || writes.every(",
  seed: 6,
};
