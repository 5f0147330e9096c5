import type { PlantedBug } from "../planted-bug.ts";

/** A form saved after a pull overwrites what came while it was open. */
export const formHasSeenAll: PlantedBug = {
  name: "form-has-seen-all",
  breaks: "R10",
  file: "shared/replication/rows/merge-cells.ts",
  find: "const named = after === undefined ? null : seenOnly(after);",
  put: "const named = after === undefined ? null : (seenOnly(after), seen);",
  seed: 2,
};
