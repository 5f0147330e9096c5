import type { PlantedBug } from "../planted-bug.ts";

/** An old version drops the records of a newer one. */
export const unknownKindsAreDropped: PlantedBug = {
  name: "unknown-kinds-are-dropped",
  breaks: "R14",
  file: "shared/replication/rows/apply.ts",
  find: "const reason = opFault(op);",
  put: 'const reason = op.kind === "loan" ? "unknown" : opFault(op);',
  seed: 6,
};
