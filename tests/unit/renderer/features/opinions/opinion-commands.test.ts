import { expect, it } from "vitest";
import { opinionCommands } from "../../../../../renderer/features/opinions/opinion-commands.ts";

const nothing = (): void => undefined;
const enabledOn = (hasTarget: boolean, listHasFocus: boolean): readonly string[] =>
  opinionCommands({
    acts: () => {
      throw new Error("no act is asked for");
    },
    singleKeys: true,
    hasTarget: () => hasTarget,
    listHasFocus: () => listHasFocus,
    onPapers: nothing,
    onTask: nothing,
    onNew: null,
    onSelect: nothing,
    onReply: nothing,
    onAnswerAndClose: () => null,
    onUndo: nothing,
    onPrint: nothing,
  }).flatMap(({ id, enabled }) => (enabled?.() === false ? [] : [id]));

it("undo waits for no opinion under the cursor: the last act may have emptied the view", () => {
  expect(enabledOn(false, true)).toEqual(["opinion.undo"]);
  expect(enabledOn(true, true)).toContain("opinion.assign");
  // single letters are the list's
  expect(enabledOn(true, false)).toEqual(["opinion.satisfaction", "opinion.told", "opinion.print"]);
});
