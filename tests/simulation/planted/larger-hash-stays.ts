import type { PlantedBug } from "../planted-bug.ts";

/** Of two lines of a fork those who have neither keep the one, and those who have one the other. */
export const largerHashStays: PlantedBug = {
  name: "larger-hash-stays",
  breaks: "R6",
  file: "shared/replication/exchange/pull.ts",
  find: "const [kept, excluded] = found;",
  put: "const [kept, excluded] = found.toReversed();",
  seed: 100,
};
