import { expect, it } from "vitest";
import { opinionCommands } from "../../../../../renderer/features/opinions/opinion-commands.ts";

const nothing = (): void => undefined;
const commandsOn = (hasTarget: boolean) =>
  opinionCommands({
    acts: () => {
      throw new Error("no act is asked for");
    },
    singleKeys: true,
    hasTarget: () => hasTarget,
    isInList: (pressed) => pressed !== null,
    onMail: nothing,
    hasOrder: () => false,
    onTask: nothing,
    onNew: null,
    onSelect: nothing,
    onReply: nothing,
    onAnswerAndClose: () => null,
    onUndo: nothing,
  });
const enabledOn = (hasTarget: boolean): readonly string[] =>
  commandsOn(hasTarget).flatMap(({ id, enabled }) => (enabled?.() === false ? [] : [id]));

it("undo waits for no opinion under the cursor: the last act may have emptied the view", () => {
  expect(enabledOn(false)).toEqual(["opinion.mail", "opinion.undo"]);
  expect(enabledOn(true)).toContain("opinion.assign");
});

it("single letters are the list's, and have to be pressed in it", () => {
  const elsewhere = commandsOn(true).filter(({ isAt }) => isAt?.(null) ?? true);
  expect(elsewhere.filter(({ keys = [] }) => keys.some((key) => key.length === 1))).toEqual([]);
  expect(elsewhere.map(({ id }) => id)).toContain("opinion.told");
});
