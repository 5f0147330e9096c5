import { describe, expect, test } from "vitest";
import {
  type MenuList,
  menuTemplate,
  toAccelerator,
  withoutMnemonic,
} from "../../../../electron/windows/menu-template.ts";

const menus: MenuList = [
  {
    label: "文件(&F)",
    items: [
      { command: "reader.new", label: "登记新读者(&N)", keys: "Ctrl+N", enabled: true },
      { command: "app.quit", label: "退出(&Q)", enabled: true },
    ],
  },
  { label: "编辑(&E)", items: [{ command: "desk.undo", label: "撤销", keys: "Ctrl+Z", enabled: false }] },
];

describe("the menu bar", () => {
  test("keeps mnemonics, order and enabled state on Windows and Linux", () => {
    const [file, edit, ...more] = menuTemplate(menus, false, "Reader Desk", () => undefined);
    expect(more).toEqual([]);
    expect([file?.label, edit?.label]).toEqual(["文件(&F)", "编辑(&E)"]);
    expect(file?.submenu).toMatchObject([
      { id: "reader.new", label: "登记新读者(&N)", enabled: true },
      { role: "quit", label: "退出(&Q)" },
    ]);
    expect(edit?.submenu).toMatchObject([{ id: "desk.undo", enabled: false }]);
  });

  test("shows keys and leaves them to the page, which knows of input methods", () => {
    const [file] = menuTemplate(menus, false, "Reader Desk", () => undefined);
    expect(file?.submenu).toMatchObject([{ accelerator: "CmdOrCtrl+N", registerAccelerator: false }, {}]);
  });

  test("sends the id of the chosen command", () => {
    const chosen: string[] = [];
    const [file] = menuTemplate(menus, false, "Reader Desk", (command) => chosen.push(command));
    const item = Array.isArray(file?.submenu) ? file.submenu[0] : undefined;
    Reflect.apply(item?.click ?? (() => undefined), undefined, []);
    expect(chosen).toEqual(["reader.new"]);
  });

  test("has an application menu on macOS, in the page's words, without mnemonics, and the edit roles", () => {
    const [application, file, edit, roles] = menuTemplate(menus, true, "Reader Desk", () => undefined);
    expect(application?.label).toBe("Reader Desk");
    expect(application?.submenu).toContainEqual({ role: "quit", label: "退出" });
    expect(file?.label).toBe("文件");
    expect(file?.submenu).toHaveLength(1);
    expect(edit?.label).toBe("编辑");
    expect(roles?.submenu).toContainEqual({ role: "copy" });
  });
});

test.each([
  ["Ctrl+Shift+K", "CmdOrCtrl+Shift+K"],
  ["Alt+←", "Alt+Left"],
  ["Ctrl+=", "CmdOrCtrl+="],
  ["Ctrl++", "CmdOrCtrl+Plus"],
  ["Ctrl+,", "CmdOrCtrl+,"],
  ["Ctrl+PgDn", "CmdOrCtrl+PageDown"],
  ["F12", "F12"],
  ["Alt+1", "Alt+1"],
])("spells %s as %s", (keys, accelerator) => {
  expect(toAccelerator(keys)).toBe(accelerator);
});

test.each(["", "Ctrl+", "Hyper+K", "Ctrl+长", "Ctrl+A+B", "constructor", "F99"])(
  "shows no keys rather than %j",
  (keys) => {
    expect(toAccelerator(keys)).toBeNull();
  },
);

test.each([
  ["文件(&F)", "文件"],
  ["&File", "File"],
  ["借阅 && 归还", "借阅 & 归还"],
  ["选项…(&O)", "选项…"],
])("reads %s as %s where there are no mnemonics", (label, plain) => {
  expect(withoutMnemonic(label)).toBe(plain);
});

test("a bare letter is shown on Windows and Linux, and left out on macOS, which would take it from typing", () => {
  const list: MenuList = [
    { label: "意见", items: [{ command: "opinion.next", label: "下一条", keys: "J", enabled: true }] },
  ];
  const [bar] = menuTemplate(list, false, "Reader Desk", () => undefined);
  const [, macBar] = menuTemplate(list, true, "Reader Desk", () => undefined);
  expect(bar?.submenu).toMatchObject([{ accelerator: "J" }]);
  expect(macBar?.submenu).not.toMatchObject([{ accelerator: "J" }]);
});
