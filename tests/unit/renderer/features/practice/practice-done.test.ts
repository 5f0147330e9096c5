import { expect, it } from "vitest";
import { isStepDone } from "../../../../../renderer/features/practice/practice-done.ts";
import { PRACTICE_STEPS } from "../../../../../renderer/features/practice/practice-state.ts";

const NOTHING = { written: [], served: null, reader: "r1", path: "/" };
const wrote = (command: string, undoes?: readonly number[]) => ({
  ...NOTHING,
  written: [{ entry: { command, ...(undoes && { undoes }) } }],
});

it.each([
  ["the reader of the practice at the desk", { ...NOTHING, served: "r1" }, ["scan"]],
  ["another reader at the desk", { ...NOTHING, served: "r2" }, []],
  ["nobody, while she is not known yet", { ...NOTHING, reader: undefined }, []],
  ["a log", wrote("interaction.log"), ["log"]],
  ["a log that was taken back", wrote("interaction.log", [7]), ["log", "undo"]],
  ["an answer that a reader gets", wrote("feedback.answer"), ["reply"]],
  ["a note for colleagues", wrote("feedback.note"), []],
  ["the sync centre", { ...NOTHING, path: "/sync" }, ["sync"]],
  ["nothing", NOTHING, []],
] as const)("%s does the steps that it is", (_, seen, steps) => {
  expect(PRACTICE_STEPS.filter((step) => isStepDone(step, seen))).toEqual(steps);
});
