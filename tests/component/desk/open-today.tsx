/** The desk with a day's work and readers to speak to, while nobody is served. */
import { screen, waitFor } from "@testing-library/react";
import { expect } from "vitest";
import { focusNextPane } from "../../../renderer/app/commands/panes.ts";
import { type Change, create, edit } from "../../../renderer/db/write/changes.ts";
import type { TestServices } from "../../support/desk-services.ts";
import { LI, type Opened, type OpenOptions, openDesk, ZHANG } from "./open-desk.tsx";

export const DAY_MS = 86_400_000;

/** A late promise to 张素琴 first, then a task and an opinion; 李雷 was never spoken to, 张素琴 45 days ago. */
const aDay = (now: number): readonly Change[] => [
  // closed on the day after: 2026-11-26
  edit("branch", "b1", { hours: { "3": "08:30-20:30" }, exceptions: { "2026-11-26": "closed" } }),
  create("task", "promise", { text: "给张素琴回电", promisedTo: ZHANG, due: "2026-11-21", assignee: "s1" }),
  create("task", "longer", { text: "换灯管", due: "2026-11-10", assignee: "s1" }),
  create("task", "tomorrow", { text: "以后的事", due: "2026-11-27", assignee: "s1" }),
  create("feedback", "opinion", {
    title: "李雷说饮水机停水",
    reader: LI,
    type: "complaint",
    status: "accepted",
    owner: "s1",
    due: "2026-11-23",
    receivedAt: now - DAY_MS,
    channel: "desk",
  }),
  edit("reader", ZHANG, { owner: "s1", keepInTouchDays: 30 }),
  edit("reader", LI, { owner: "s1", keepInTouchDays: 60, preferredChannel: "wechat" }),
  create("interaction", "spoken", { reader: ZHANG, at: now - 45 * DAY_MS, channel: "phone", direction: "out" }),
];

export async function openToday({ prepare, ...options }: OpenOptions = {}): Promise<Opened> {
  const opened = await openDesk({
    ...options,
    prepare: async (services: TestServices) => {
      await services.writer.run("test.day", aDay(services.clock.now()));
      await prepare?.(services);
    },
  });
  await todayIsShown();
  return opened;
}

export async function todayIsShown(): Promise<void> {
  await screen.findByRole("heading", { level: 1, name: "今天" });
  await waitFor(() => expect(document.querySelector('[data-keeps-focus][aria-busy="false"]')).not.toBeNull());
}

export function rowOf(id: string): HTMLElement {
  const row = document.querySelector<HTMLElement>(`[data-row="${id}"]`);
  if (row === null) throw new Error(`no row of ${id}`);
  return row;
}

export const rowIds = (): readonly string[] =>
  [...document.querySelectorAll<HTMLElement>("[data-row]")].map(({ dataset }) => dataset.row ?? "");

/** As F6 does, from outside, to the row that was in hand last. */
export async function enterList(): Promise<void> {
  document.querySelector<HTMLElement>("main .preset, header button")?.focus();
  await waitFor(() => expect(document.querySelector("[data-row] [aria-current]")).not.toBeNull());
  for (let left = 6; left > 0 && !document.activeElement?.matches("[data-opens]"); left--) focusNextPane(1);
}

export const inHand = (): string | undefined => document.activeElement?.closest<HTMLElement>("[data-row]")?.dataset.row;

export const standsAs = (id: string, tag: string): Promise<void> =>
  waitFor(() => expect([id, rowOf(id).dataset.standing]).toEqual([id, tag]));
