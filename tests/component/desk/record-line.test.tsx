/** What must be read at a glance stands whole on an ordinary screen. */
import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { page } from "vitest/browser";
import { create } from "../../../renderer/db/write/changes.ts";
import "../../../renderer/styles/index.css";
import { scan } from "./keys.ts";
import { openDesk, ZHANG, ZHANG_CARD } from "./open-desk.tsx";

test("a record in which the reader only took part is one line, with its words and its colleague", async () => {
  await page.viewport(1366, 768);
  const text = "民国年间的校刊放在哪里";
  await openDesk({
    prepare: async ({ writer, clock }) => {
      await writer.run("test", [
        create("interaction", "i1", {
          at: clock.now(),
          purpose: "reference",
          channel: "desk",
          question: text,
          staff: "s1",
        }),
        create("participant", "p1", { interaction: "i1", reader: ZHANG }),
      ]);
    },
  });
  await scan(ZHANG_CARD, 5);
  const words = await screen.findByText(text);
  const line = words.closest("li");
  await waitFor(() => expect(line?.textContent).toContain("参与"));
  const by = line?.querySelector(".by");
  await waitFor(() => expect(by?.textContent).toBe("陈"));
  const height = Math.max(...[...(line?.children ?? [])].map((part) => part.getBoundingClientRect().bottom));
  // beside the others, not below them
  expect(by?.getBoundingClientRect().top).toBeLessThan(words.getBoundingClientRect().bottom);
  expect(height - (line?.getBoundingClientRect().top ?? 0)).toBeLessThan(32);
  expect(words.getBoundingClientRect().width).toBeGreaterThan(100);
});

test("a record that was logged for several names them beside its words, as a queue may read it, and stays one line", async () => {
  await page.viewport(1366, 768);
  const text = "全家一起找民国年间的校刊";
  await openDesk({
    prepare: async ({ writer, clock }) => {
      await writer.run("test", [
        create("interaction", "i1", { at: clock.now(), purpose: "reference", reader: ZHANG, question: text }),
        ...["欧阳晓明", "李小红"].flatMap((name, place) => [
          create("reader", name, { name }),
          create("participant", `p${place}`, { interaction: "i1", reader: name }),
        ]),
      ]);
    },
  });
  await scan(ZHANG_CARD, 5);
  const words = await screen.findByText(
    (_, element) => element?.matches(".clip") === true && element.textContent.includes(text),
  );
  await waitFor(() => expect(words.textContent).toMatch(/^与.+等 2 人 全家/));
  expect(words.textContent).not.toMatch(/欧阳晓明|李小红/);
  const line = words.closest("li");
  expect(line?.getBoundingClientRect().height).toBeLessThan(40);
});
