import type { PlantedBug } from "../planted-bug.ts";

/** A consent given later hides a withdrawal made at the same time. */
export const withdrawalIsOutvoted: PlantedBug = {
  name: "withdrawal-is-outvoted",
  breaks: "R11",
  file: "shared/replication/rows/merge-cells.ts",
  find: 'if (merge === "withdrawn") {\n    const withdrawals',
  put: 'if (merge === "withdrawn" && writes.length > 2) {\n    const withdrawals',
  seed: 10,
};
