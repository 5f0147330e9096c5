import { expect, test } from "vitest";
import { toMenus, withMnemonic } from "../../../../../renderer/app/commands/menu-bar.ts";
import type { DeskCommand } from "../../../../../renderer/platform/command.ts";

test.each([
  ["File", "F", "&File"],
  ["文件", "F", "文件(&F)"],
  ["Opinion", "O", "&Opinion"],
  ["Tools", "T", "&Tools"],
  ["R&D", "R", "&R&&D"],
])("%s is reached by Alt+%s as %s", (title, letter, label) => {
  expect(withMnemonic(title, letter)).toBe(label);
});

const command = (id: string, section: DeskCommand["section"], keys?: readonly string[]): DeskCommand => ({
  id,
  section,
  label: "commands.print",
  run: () => undefined,
  ...(keys === undefined ? {} : { keys }),
});

test("a section is a menu in the usual order, its commands are its items, and empty menus are not there", () => {
  const menus = toMenus(
    [
      command("help.keys", "help", ["F1", "Ctrl+/"]),
      command("file.print", "file", ["Ctrl+P"]),
      command("desk.undo", "edit"),
    ],
    (id) => id,
  );
  expect(menus.map(({ items }) => items.map((item) => item.command))).toEqual([
    ["file.print"],
    ["desk.undo"],
    ["help.keys"],
  ]);
  expect(menus[2]?.items[0]).toEqual({ command: "help.keys", label: "commands.print", keys: "F1", enabled: true });
});

test("a command that a screen has taken over stands once", () => {
  const [menu] = toMenus([command("file.print", "file", ["Ctrl+P"]), command("file.print", "file")], (id) => id);
  expect(menu?.items).toHaveLength(1);
});
