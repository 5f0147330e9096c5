import type { PlantedBug } from "../planted-bug.ts";

/** Entries that come a second time are applied a second time. */
export const twiceIsTwice: PlantedBug = {
  name: "twice-is-twice",
  breaks: "check 10",
  file: "shared/replication/exchange/slice.ts",
  find: "entries.filter((entry) => entry.seq > seq);",
  put: "entries.filter((entry) => entry.seq > seq - 2);",
  seed: 1,
};
