import type { PlantedBug } from "../planted-bug.ts";

/** Entries that are made anew have seen all that their desk shows now. */
export const freshVector: PlantedBug = {
  name: "fresh-vector",
  breaks: "R15",
  file: "shared/replication/lines/leave-stream.ts",
  find: "      first: originOf(from, entry, seen, fork, 1),\n",
  put: "",
  seed: 17,
};
