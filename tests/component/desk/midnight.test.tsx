/** The day's table turns with the day, by the clock that the desk is given. */
import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { create } from "../../../renderer/db/write/changes.ts";
import { openDesk } from "./open-desk.tsx";

/** In the browser's own time zone. */
const MIDNIGHT = new Date(2026, 10, 26).getTime();
const LEFT_MS = 4_000;

test("the table of the day is empty as soon as midnight has passed, not a minute later", async () => {
  const began = performance.now();
  const sinceMidnight = (): number => performance.now() - began - LEFT_MS;
  await openDesk({
    instead: () => ({ clock: { now: () => Math.floor(MIDNIGHT + sinceMidnight()) } }),
    prepare: async ({ writer }) =>
      void (await writer.run("interaction.log", [
        create("interaction", "late", { at: MIDNIGHT - 60_000, channel: "desk", purpose: "reference", branch: "b1" }),
      ])),
  });
  const heading = (): string => screen.getByRole("heading", { name: /今天的登记/ }).textContent ?? "";
  await waitFor(() => expect(heading()).toContain("1 条"));
  expect(sinceMidnight()).toBeLessThan(0);
  await waitFor(() => expect(heading()).toContain("0 条"), { timeout: 20_000 });
  // the query's answer and a busy machine may take their time, a minute they do not
  expect(sinceMidnight()).toBeLessThan(15_000);
});
