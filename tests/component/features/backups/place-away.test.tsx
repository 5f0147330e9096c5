/** A second place that is away: whoever plugs it in sees it, by hand and without. */
import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { writeBackupLog } from "../../../../renderer/db/exchange/backup-log.ts";
import { entry, openBackups, RECENT } from "./open-backups.tsx";

afterEach(() => {
  vi.useRealTimers();
});

const AWAY = { tag: "no-folder" } as const;
const again = (): Promise<HTMLElement> => screen.findByRole("button", { name: "再试" });
const path = (): HTMLElement | null => screen.queryByText("/backups/second");

it("a second place that was away is looked at again by hand, and what is still amiss is said again", async () => {
  const { places } = await openBackups({ places: { here: [entry("b1")], second: AWAY } });
  await userEvent.click(await again());
  await screen.findByText(/文件夹不在/, { selector: ".toast b" });
  places.second = [entry("b2")];
  await userEvent.click(await again());
  await waitFor(() => expect(path()).not.toBeNull());
  expect(screen.queryByRole("button", { name: "再试" })).toBeNull();
});

it("is looked at again when the window is come back to", async () => {
  const { places } = await openBackups({ places: { second: AWAY } });
  await again();
  places.second = [entry("b2")];
  const asked = places.asked.length;
  window.dispatchEvent(new Event("focus"));
  expect(places.asked.slice(asked)).toEqual(["backup.list second"]);
  await waitFor(() => expect(path()).not.toBeNull());
});

it("is looked at again by itself every few seconds, and no more once it is there", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const { places } = await openBackups({ places: { second: AWAY } });
  await again();
  places.second = [entry("b2")];
  await vi.advanceTimersByTimeAsync(3000);
  await waitFor(() => expect(path()).not.toBeNull());
  const asked = places.asked.length;
  await vi.advanceTimersByTimeAsync(9000);
  expect(places.asked).toHaveLength(asked);
});

it("once it is there again, the backup that did not reach it is offered anew, and nothing says that it is away", async () => {
  const { places, tasks } = await openBackups({
    places: { here: [entry("b1")], second: AWAY },
    prepare: ({ db }) => writeBackupLog(db, { at: RECENT, tookMs: 1, here: null, second: AWAY }),
  });
  await again();
  places.second = [];
  await userEvent.click(await again());
  const told = within(await screen.findByRole("group", { name: /没有放到第二处/ }));
  await told.findByText(/现在又接上了/);
  expect(told.queryByText(/文件夹不在/)).toBeNull();
  await userEvent.click(told.getByRole("button", { name: "立即备份" }));
  await waitFor(() => expect(tasks.begun.at(-1)).toMatch(/^make/));
});
