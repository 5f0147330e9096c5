/** A clock in doubt while the desk is open: the question, acts that wait for it, and what was made meanwhile. */
import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { createJournalClient } from "../../../../renderer/db/journal/journal-client.ts";
import { create } from "../../../../renderer/db/write/changes.ts";
import { believeClock, lookAtClock, readClockNote } from "../../../../renderer/db/write/clock-note.ts";
import { createWriter } from "../../../../renderer/db/write/writer.ts";
import { ClockHost } from "../../../../renderer/features/clock/clock-host.tsx";
import { createTestServices } from "../../../support/desk-services.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";

const TODAY = new Date(2026, 10, 25, 15, 20).getTime();
const IN_2099 = new Date(2099, 10, 25, 15, 20).getTime();
const MINUTE_MS = 60_000;

async function open(wrong?: number) {
  const base = await createTestServices();
  const { db, host } = base;
  const time = { now: TODAY };
  const clock = { now: () => ++time.now };
  const journal = createJournalClient({
    db,
    host,
    stream: "a".repeat(16),
    exclusive: (run) => run(),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms / 4)),
    journaled: 0,
  });
  const writer = createWriter({ db, stream: "a".repeat(16), clock, journal, staff: "" });
  const log = (id: string) =>
    writer.run("interaction.log", [create("interaction", id, { at: clock.now(), channel: "desk" })]);
  await (await log("first")).confirmed;
  await lookAtClock(db, time.now);
  if (wrong !== undefined) {
    time.now = wrong;
    await believeClock(db, time.now);
    await (await log("wrong")).confirmed;
    time.now = TODAY + 10 * MINUTE_MS;
  }
  await renderWithServices(<ClockHost />, { services: { ...base, clock, writer } });
  const at = async (id: string): Promise<number> => (await db.interaction.get(id))?.at ?? Number.NaN;
  return { db, time, log, at, writer };
}

test("an act under a clock of 2099 waits with a question, and goes on under today when the clock was put right", async () => {
  const { db, time, log, at } = await open();
  time.now = IN_2099;
  const logged = log("second");
  const dialog = await screen.findByRole("alertdialog", { name: "这台电脑的时钟准吗？" });
  expect(dialog.textContent).toContain("2099-11-25 15:20");
  expect(dialog.textContent).toContain("2026-11-25 15:20");
  // pressed in haste it only looks again
  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(dialog.textContent).toContain("时钟仍显示 2099-11-25 15:20"));
  expect(await db.interaction.get("second")).toBeUndefined();
  time.now = TODAY + MINUTE_MS;
  await logged;
  await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull(), { timeout: 5_000 });
  expect(Math.abs((await at("second")) - TODAY)).toBeLessThan(5 * MINUTE_MS);
});

test("a clock of 1970 cannot be called right, and what was pressed goes on once it was put right", async () => {
  const { db, time, log } = await open();
  time.now = new Date(1970, 0, 2).getTime();
  const logged = log("second");
  const dialog = await screen.findByRole("alertdialog", { name: "这台电脑的时钟准吗？" });
  expect(dialog.textContent).toContain("一定不对");
  const right = screen.getByRole("button", { name: "时钟没错" });
  expect(right.getAttribute("aria-disabled") ?? right.getAttribute("disabled")).not.toBeNull();
  expect(await db.interaction.get("second")).toBeUndefined();
  expect((await readClockNote(db))?.known).toBeGreaterThan(new Date(2026, 0, 1).getTime());
  time.now = TODAY + MINUTE_MS;
  await logged;
  await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull(), { timeout: 5_000 });
});

test("what was logged while the clock said 2099 is listed and put right together, and one undo takes it back", async () => {
  const { db, at, writer, log } = await open(IN_2099);
  const wrongAt = await at("wrong");
  const waiting = log("today");
  await userEvent.click(await screen.findByRole("button", { name: "时钟没错" }));
  await waiting;
  const dialog = await screen.findByRole("dialog", { name: "时钟不准时写下的记录" });
  await waitFor(() => expect(dialog.textContent).toContain("服务记录：2099-11-25 15:20 → 2026-11-25 15:20"));
  await userEvent.click(screen.getByRole("button", { name: "改正 1 处时间" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(Math.abs((await at("wrong")) - TODAY)).toBeLessThan(MINUTE_MS);
  await waitFor(async () => expect((await readClockNote(db))?.span).toBeUndefined());
  await writer.undo();
  expect(await at("wrong")).toBe(wrongAt);
});

test("a time that is still to come is not taken", async () => {
  const { db, at, log } = await open(IN_2099);
  const waiting = log("today");
  await userEvent.click(await screen.findByRole("button", { name: "时钟没错" }));
  await waiting;
  const field = await screen.findByLabelText<HTMLInputElement>("其中最后一条实际的时间");
  await userEvent.fill(field, "2031-01-01T10:00");
  await screen.findByText("这个时间还没到。请填已经过去的时间。");
  expect(screen.getByRole("button", { name: "改正 1 处时间" }).getAttribute("aria-disabled")).toBe("true");
  await userEvent.click(screen.getByRole("button", { name: "保持原样" }));
  await waitFor(async () => expect((await readClockNote(db))?.span).toBeUndefined());
  expect(await at("wrong")).toBeGreaterThan(TODAY + 70 * 365 * 24 * 60 * MINUTE_MS);
});
