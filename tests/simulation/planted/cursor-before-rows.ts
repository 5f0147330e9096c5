import type { PlantedBug } from "../planted-bug.ts";

/** The cursor says that a batch is applied when only its first slice is. */
export const cursorBeforeRows: PlantedBug = {
  name: "cursor-before-rows",
  breaks: "R7",
  file: "shared/replication/exchange/pull.ts",
  find: "...(isLast && { ends: end })",
  put: "...(from === entries.length && { ends: end })",
  seed: 29,
};
