import type { PlantedBug } from "../planted-bug.ts";

/** A batch that a crash left unrecorded is sealed a second time, with another content. */
export const sealedTwice: PlantedBug = {
  name: "sealed-twice",
  breaks: "R2",
  file: "shared/replication/exchange/sealing.ts",
  find: "if (!journaled) continue;",
  put: "if (journaled) continue;",
  seed: 1,
};
