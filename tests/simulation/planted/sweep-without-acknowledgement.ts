import type { PlantedBug } from "../planted-bug.ts";

/** Deleted records go before everybody is known to have seen the deletion. */
export const sweepWithoutAcknowledgement: PlantedBug = {
  name: "sweep-without-acknowledgement",
  breaks: "check 1",
  file: "shared/replication/lines/cut.ts",
  find: "return first === undefined ? {} : rest.reduce(lesserVector, first);",
  put: "return first === undefined ? {} : rest.slice(rest.length).reduce(lesserVector, first);",
  seed: 456,
};
