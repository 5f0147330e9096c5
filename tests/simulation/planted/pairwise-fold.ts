import type { PlantedBug } from "../planted-bug.ts";

/** Two concurrent values are folded into the later one at once. */
export const pairwiseFold: PlantedBug = {
  name: "pairwise-fold",
  breaks: "R11",
  file: "shared/replication/rows/merge-cells.ts",
  find: "const shown = pickShown(place.shape, place.merge, shownWrites(writes));",
  put: "writes = writes.slice(0, 1).concat(writes.slice(1)).sort((a, b) => (isLater(a.by, b.by) ? -1 : 1)).slice(0, 1);\n  const shown = pickShown(place.shape, place.merge, shownWrites(writes));",
  seed: 1,
};
