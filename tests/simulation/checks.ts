/**
 * The checks of a run, by the numbers that they have in the design. Each is looked at many times in a thousand
 * device-days.
 */
export const CHECKS = [
  "same entries, same state, in any order, in any slices, also for who joins later",
  "nothing acknowledged is lost unless somebody who had seen it replaced it",
  "no shown value was replaced by somebody who had seen it",
  "nothing deleted comes back, nothing that a deletion has not seen goes",
  "nothing of what is erased is left anywhere, and nothing below a floor is put back",
  "one name, one content",
  "a head leads to a batch that can be read",
  "the rows are what the cursors say",
  "who has nothing new is silent",
  "applying twice is applying once",
  "what this version does not know survives it",
  "whatever bytes a file has, opening it gives a typed error",
  "every repair removes what triggered it",
  "undo and entries made anew never overwrite what a colleague has written since",
] as const;

/** 0: the same seed must leave the same trace. */
/** What no person may ever meet: it blocks. Whatever else breaks a check is counted and published. */
export type Harm = "lost" | "readable";

export type CheckNumber = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14;
