import type { PlantedBug } from "../planted-bug.ts";

/** Who brings a deleted record back says nothing of what stood in it, and a desk that has swept it shows less. */
export const broughtBackInPart: PlantedBug = {
  name: "brought-back-in-part",
  breaks: "check 1",
  file: "shared/replication/rows/whole-op.ts",
  find: "return row.gone === 1 && op.cells[DELETED] === null ?",
  put: "return row.gone === 1 && op.cells[DELETED] === true ?",
  seed: 161,
};
