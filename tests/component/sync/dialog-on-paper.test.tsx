/** What lies above the page goes on paper instead of it: whole, under the library's name and with who printed it. */
import { screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { LIBRARY_NAME_ID } from "#shared/model/house.ts";
import { create } from "../../../renderer/db/write/changes.ts";
import { addToSyncLog } from "../../../renderer/features/sync/run/sync-standing.ts";
import { paperOf } from "../desk/keys.ts";
import { openSync, reportOf } from "./open-sync.tsx";

it("prints a dialog alone, on as many pages as it fills, between the head and the foot of every paper", async () => {
  await openSync({
    prepare: async ({ db, writer }) => {
      await writer.run("test", [create("setting", LIBRARY_NAME_ID, { name: "library-name", value: "城东图书馆" })]);
      await addToSyncLog(db, { report: reportOf({}), folder: "x" });
    },
  });
  // once the exchanges are read
  await userEvent.click(await screen.findByRole("button", { name: "最近 50 次" }, { timeout: 15_000 }));
  const dialog = await screen.findByRole("dialog");
  const title = dialog.querySelector("h2")?.textContent ?? "";
  let places: readonly string[] = [];
  let tops: readonly number[] = [];
  const paper = await paperOf(async () => {
    places = [dialog, ...dialog.querySelectorAll(".dialog-body")].map((each) => {
      const { position, overflow } = getComputedStyle(each);
      return `${position} ${overflow}`;
    });
    tops = [".app > .paper-head", ".dialog[data-open]", ".app > .paper-foot"].map(
      (each) => document.querySelector(each)?.getBoundingClientRect().top ?? Number.NaN,
    );
    window.print();
  });
  expect(paper[0]).toBe("城东图书馆 · 城东馆");
  // the sheets behind the first bear it too, and what they belong to
  const { style } = document.documentElement;
  expect(JSON.parse(style.getPropertyValue("--paper-head"))).toBe(`城东图书馆 · 城东馆 · ${title}`);
  // and every one by whom and when it was printed, at its very foot
  for (const foot of ["--paper-foot", "--paper-first-foot"])
    expect(JSON.parse(style.getPropertyValue(foot))).toMatch(/^一楼服务台.*陈雨桐.*打印于/);
  expect(paper).toContain(title);
  expect(paper).not.toContainEqual(expect.stringMatching(/^一楼服务台.*陈雨桐.*打印于/));
  expect(paper).not.toContain("同步中心");
  expect(tops).toEqual(tops.toSorted((a, b) => a - b));
  // what is fixed stands on every page, and only its first part does
  expect(places).toEqual(["static visible", "static visible"]);
});
