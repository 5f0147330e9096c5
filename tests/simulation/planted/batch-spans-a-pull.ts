import type { PlantedBug } from "../planted-bug.ts";

/** All entries of a batch are said to have seen what its last one had. */
export const batchSpansAPull: PlantedBug = {
  name: "batch-spans-a-pull",
  breaks: "R10",
  file: "shared/replication/exchange/sealing.ts",
  find: "entries: wanted.slice(0, count) }",
  put: "entries: wanted.slice(0, count).map((entry, index, all) => (index > 0 ? entry : { ...entry, seen: Object.assign({}, ...all.map((each) => each.seen ?? {})) })) }",
  seed: 1,
};
