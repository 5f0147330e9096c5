import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { Host } from "#shared/host/contract.ts";
import type { Trail } from "#shared/host/trail-calls.ts";
import { ok } from "#shared/kernel/result.ts";
import { create } from "../../../../renderer/db/write/changes.ts";
import { TrailSection } from "../../../../renderer/features/settings/trail-section.tsx";
import { createTestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";

async function open(trail: Trail) {
  const services = await createTestServices();
  await services.writer.run("test", [create("staff", "s1", { name: "陈雨桐" })]);
  const host = (async (name: string, args: unknown) =>
    name === "trail.prove" ? ok(trail) : services.host(name as never, args as never)) as Host;
  return renderWithServices(<TrailSection />, { services: { ...services, host } });
}

it("says who was shown the library code and when, newest first, and that every look is still there", async () => {
  const at = new Date(2026, 10, 25, 15, 20).getTime();
  const codes = [
    { at: at - 3_600_000, staff: "", epoch: 1 },
    { at, staff: "s1", epoch: 1 },
  ];
  const { container } = await open({ looks: 12, missing: 0, isWhole: true, codes, entered: [] });
  await screen.findByText("这里记录了 12 次查看、导出和联络文件，都还在日志里。");
  await expect
    .poll(() => screen.getAllByRole("listitem").map(({ textContent }) => textContent))
    .toEqual([expect.stringContaining("陈雨桐"), expect.stringContaining("无人登录")]);
  expect(screen.queryByRole("alert")).toBeNull();
  expect(await findAxeFaults(container)).toEqual([]);
});

it("says whom the library code let in, apart from who was shown it", async () => {
  const at = new Date(2026, 10, 25, 15, 20).getTime();
  const codes = [{ at, staff: "", epoch: 1 }];
  await open({ looks: 0, missing: 0, isWhole: true, codes, entered: [{ at: at + 60_000, staff: "s1" }] });
  const title = await screen.findByText("加入码代替忘了的PIN，在这里让人进入过 1 次：");
  await expect.poll(() => title.nextElementSibling?.textContent).toMatch(/15:21 陈雨桐$/);
  expect(title.previousElementSibling?.textContent).toContain("无人登录");
});

it("says what was taken away, and that the record itself was touched", async () => {
  await open({ looks: 12, missing: 2, isWhole: false, codes: [], entered: [] });
  const alerts = await screen.findAllByRole("alert");
  expect(alerts.map(({ textContent }) => textContent)).toEqual([
    expect.stringContaining("有 2 次已不在日志里"),
    expect.stringContaining("损坏或被调换"),
  ]);
});
