import type { PlantedBug } from "../planted-bug.ts";

/** A form saved after a pull overwrites what came while it was open. */
export const formHasSeenAll: PlantedBug = {
  name: "form-has-seen-all",
  breaks: "R10",
  file: "shared/replication/cells.ts",
  find: "const superseded = after === undefined ? seen : seenOnly(after);",
  put: "const superseded = after === undefined ? seen : (seenOnly(after), seen);",
  seed: 2,
};
