import { screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { openSync, type TestRunner } from "./open-sync.tsx";

const toast = (): HTMLElement | null => document.querySelector(".toast");
async function begin(runner: TestRunner): Promise<void> {
  const { started } = runner;
  await userEvent.keyboard("{Escape}{F9}");
  await waitFor(() => expect(runner.started).toBe(started + 1));
}

it.each([
  ["the sync centre", false, /^同步没有完成$/],
  ["the desk", true, /^找不到共享文件夹/],
])("at %s a new run takes the line of the last one away, and one that stops has its own", async (_, atDesk, said) => {
  const { runner } = await openSync({ atDesk });
  await begin(runner);
  runner.finish({ outcome: { tag: "nothing-new" } });
  await screen.findByText("已是最新，没有新内容", { selector: ".toast b" });
  await begin(runner);
  await waitFor(() => expect(toast()).toBeNull());
  runner.finish({ outcome: { tag: "stopped", step: "look", stop: { tag: "no-folder" } } });
  await screen.findByText(said, { selector: ".toast b" });
  expect(toast()?.dataset.tone).toBe("failed");
});
