/** A desk that has just joined has no readers yet: the library has, and an exchange brings them. */
import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { openSync } from "./open-sync.tsx";

it("offers to sync first at a desk that has joined, until an exchange has gone through", async () => {
  const { runner } = await openSync({ atDesk: true, settings: { branchName: "儿童馆" } });
  const main = within(await screen.findByRole("main"));
  await main.findByText("本馆的读者还没有到这台电脑：同步一次就会收到");
  expect(main.getByRole("button", { name: "导入读者" })).toBeTruthy();
  await userEvent.click(main.getByRole("button", { name: /^立即同步/ }));
  await waitFor(() => expect(runner.started).toBe(1));
  runner.finish({ outcome: { tag: "stopped", step: "look", stop: { tag: "no-folder" } } });
  await screen.findByText(/^找不到共享文件夹/, { selector: ".toast b" });
  expect(main.getByText("本馆的读者还没有到这台电脑：同步一次就会收到")).toBeTruthy();
  await userEvent.keyboard("{F9}");
  await waitFor(() => expect(runner.started).toBe(2));
  runner.finish();
  await screen.findByText(/^还没有读者/);
  expect(screen.queryByText(/还没有到这台电脑/)).toBeNull();
});

it("offers the import at once where the library was founded", async () => {
  await openSync({ atDesk: true, settings: { branch: "b1" } });
  await screen.findByText(/^还没有读者/);
  expect(screen.queryByText(/还没有到这台电脑/)).toBeNull();
});
