import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { entry, openBackups } from "./open-backups.tsx";

it("of a second place that nobody asked about, because the program behind the page is away, the status bar says nothing", async () => {
  const { places, read } = await openBackups({ places: { here: [entry("b1")], second: { tag: "host-away" } } });
  const status = within(screen.getByRole("contentinfo"));
  expect((await status.findByText(/小时前备份/)).textContent).not.toContain("第二处");
  places.second = { tag: "no-folder" };
  await read();
  await waitFor(() => expect(status.getByRole("button").textContent).toContain("第二处不在"));
});
