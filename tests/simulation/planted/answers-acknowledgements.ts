import type { PlantedBug } from "../planted-bug.ts";

/** Every acknowledgement is acknowledged, for ever. */
export const answersAcknowledgements: PlantedBug = {
  name: "answers-acknowledgements",
  breaks: "check 9",
  file: "shared/replication/rows/vector.ts",
  find: "filter(([stream, { seq }]) => seq > appliedOf(told, stream).seq));",
  put: "filter(([stream, applied]) => isFurther(applied, appliedOf(told, stream))));",
  seed: 1,
};
