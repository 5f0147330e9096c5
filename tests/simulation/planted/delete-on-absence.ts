import type { PlantedBug } from "../planted-bug.ts";

/** What is on the store no more is taken for deleted, and goes here too. */
export const deleteOnAbsence: PlantedBug = {
  name: "delete-on-absence",
  breaks: "R1",
  file: "shared/replication/exchange/publish.ts",
  find: "if (applied.no === 0) return ok(null);",
  put: "if (applied.no === 0) return ok(null);\n  if (!heads.has(stream) && records === 0) {\n    const gone = await local.between(stream, 1, applied.no);\n    for (const ref of gone.ok ? gone.value : []) await run.local.delete(batchName(ref));\n    return ok(null);\n  }",
  seed: 1,
};
