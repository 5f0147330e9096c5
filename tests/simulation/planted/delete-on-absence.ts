import type { PlantedBug } from "../planted-bug.ts";

/** What is on the store no more is taken for deleted, and goes here too. */
export const deleteOnAbsence: PlantedBug = {
  name: "delete-on-absence",
  breaks: "R1",
  file: "shared/replication/exchange/publish.ts",
  find: "if (applied.no === 0) return;",
  put: "if (applied.no === 0) return;\n  if (!heads.has(stream) && records === 0) {\n    for (const ref of await local.between(stream, 1, applied.no)) await run.local.delete(batchName(ref));\n    return;\n  }",
  seed: 1,
};
