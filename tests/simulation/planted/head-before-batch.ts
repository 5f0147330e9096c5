import type { PlantedBug } from "../planted-bug.ts";

/** The head is moved before its batch stands on the store. */
export const headBeforeBatch: PlantedBug = {
  name: "head-before-batch",
  breaks: "check 7",
  file: "shared/replication/exchange/publish.ts",
  find: "  for (const ref of lacking) {\n    // a disk",
  put: "  await moveHead(run, heads, { stream, no: applied.no, hash: applied.hash }, line);\n  for (const ref of lacking) {\n    // a disk",
  seed: 1,
};
