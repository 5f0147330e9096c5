import type { PlantedBug } from "../planted-bug.ts";

/** A batch that a crash left unrecorded is sealed a second time, with another content. */
export const sealedTwice: PlantedBug = {
  name: "sealed-twice",
  breaks: "R2",
  file: "shared/replication/exchange/sealing.ts",
  find: "if (!journaled.value) continue;",
  put: "if (journaled.value) continue;",
  seed: 1,
};
