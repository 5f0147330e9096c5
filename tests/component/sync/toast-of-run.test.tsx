import { screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { device, OWN, openSync, type TestRunner } from "./open-sync.tsx";

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

it("calls no run complete in which own records could not leave, though somebody has acknowledged why", async () => {
  const { runner } = await openSync({ atDesk: true });
  const blocked = {
    devices: [device(OWN, "一楼服务台", 1, { own: true })],
    warnings: [
      {
        tag: "file-refused",
        stream: OWN,
        device: "一楼服务台",
        file: "streams/a/0000/00000001-0.batch",
        error: { tag: "unreadable", what: "folder" },
      },
    ],
  } as const;
  await begin(runner);
  runner.finish(blocked);
  await screen.findByText("已同步，但不完整", { selector: ".toast b" });
  await userEvent.keyboard("{Escape}");
  await userEvent.click(screen.getByRole("link", { name: /同步/ }));
  await userEvent.click(await screen.findByRole("button", { name: "知道了" }));
  await begin(runner);
  runner.finish(blocked);
  await screen.findByText("已同步，还有记录没有送到", { selector: ".toast b" });
  expect(toast()?.dataset.tone).toBe("failed");
});
