/** The keys that save a service record mean the dialog, wherever the focus is in it. */
import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import { openReader, timeline } from "./open-reader.tsx";

test.each([
  ["{Control>}s{/Control}", "取消"],
  ["{Control>}{Enter}{/Control}", "取消"],
  ["{Control>}{Enter}{/Control}", "保存"],
  ["{Control>}s{/Control}", "关闭"],
])("%s saves a record with the focus on its button “%s”", async (keys, name) => {
  const user = userEvent.setup();
  const { services } = await openReader();
  await user.click(screen.getByRole("tab", { name: /往来记录/ }));
  (await timeline()).focus();
  await user.keyboard("e");
  const dialog = await screen.findByRole("dialog", { name: "修改服务记录" });
  await user.type(within(dialog).getByLabelText("问"), "，双面");
  const before = services.testHost.entries.length;
  const buttons = within(dialog).getAllByRole("button");
  // the cross is called as the other way out is
  const button = name === "关闭" ? buttons[0] : buttons.findLast((each) => each.textContent?.startsWith(name));
  button?.focus();
  expect(document.activeElement).toBe(button);
  await user.keyboard(keys);
  await waitFor(async () => expect((await services.db.interaction.get("log-1"))?.question).toBe("彩色复印三页，双面"));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  // once: the button itself was not pressed besides
  expect(services.testHost.entries).toHaveLength(before + 1);
});
