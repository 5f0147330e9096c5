import type { PlantedBug } from "../planted-bug.ts";

/** A deletion hides an edit that it had not seen. */
export const deletionHidesUnseenEdits: PlantedBug = {
  name: "deletion-hides-unseen-edits",
  breaks: "check 4",
  file: "shared/replication/rows/merge-cells.ts",
  find: "if (next.f?.[DELETED] !== undefined && op.cells[DELETED] !== true) expose(next, by, sees);",
  put: "",
  seed: 3,
};
