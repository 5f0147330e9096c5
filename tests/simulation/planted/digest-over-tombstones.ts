import type { PlantedBug } from "../planted-bug.ts";

/** The digest counts deleted records, which a sweep may drop. */
export const digestOverTombstones: PlantedBug = {
  name: "digest-over-tombstones",
  breaks: "check 1",
  file: "shared/replication/rows/digest.ts",
  find: "if (row.gone === 1) return null;",
  put: "if (row.gone === 1) return JSON.stringify([kind, row.id]);",
  seed: 12,
};
