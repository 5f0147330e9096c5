import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import { create, edit } from "../../../../renderer/db/write/changes.ts";
import { ReadersScreen } from "../../../../renderer/features/readers/readers-screen.tsx";
import { createTestServices, type TestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { ScreenKeys } from "../../../support/screen-keys.tsx";
import { workerInPage } from "../../../support/worker-in-page.ts";
import { press } from "../../desk/keys.ts";

afterEach(cleanup);

const COLUMNS = ["name", "card", "lastUse", "owner", "phones"];

async function open(known?: TestServices) {
  const services = known ?? (await createTestServices({ settings: { readerColumns: COLUMNS } }));
  if (known === undefined)
    await services.writer.run("test", [
      create("staff", "x", { name: "陈雨桐" }),
      create("staff", "y", { name: "林致远" }),
      create("reader", "r1", { name: "甲", card: "30", owner: "y" }),
      create("reader", "r2", { name: "乙", card: "10" }),
      create("reader", "r3", { name: "丙", card: "20", owner: "x" }),
      create("activity", "u1", { reader: "r1", kind: "loan", on: "2026-11-20" }),
      create("activity", "u2", { reader: "r3", kind: "loan", on: "2026-09-20" }),
    ]);
  await renderWithServices(
    <ScreenKeys>
      <div style={{ display: "grid", height: 500, width: 1280 }}>
        <ReadersScreen />
      </div>
    </ScreenKeys>,
    { services: { ...services, ...workerInPage(services) }, path: "/readers" },
  );
  await screen.findByText("甲");
  const grid = screen.getByRole("grid", { name: "读者" });
  grid.focus();
  return { services, grid };
}

const names = (): string => [...document.querySelectorAll(".grid-row b")].map((each) => each.textContent).join("");
const stands = (text: string) => waitFor(() => expect(names()).toBe(text));
const headOf = (name: string) => screen.getByRole("columnheader", { name: new RegExp(`^${name}`) });
const pressHead = async (name: string): Promise<void> =>
  userEvent.click(within(headOf(name)).getByRole("button", { name }));

describe("the order of the list of readers", () => {
  it("is that of a column whose head is pressed, once more the other way, and is said to assistive tools", async () => {
    const { grid } = await open();
    await stands("甲乙丙");
    expect(screen.getByText("按姓名拼音排")).toBeTruthy();
    await pressHead("读者证号");
    await stands("乙丙甲");
    expect([headOf("读者证号").ariaSort, headOf("责任馆员").ariaSort]).toEqual(["ascending", null]);
    await waitFor(() => expect(document.activeElement).toBe(grid));
    await pressHead("读者证号");
    await stands("甲丙乙");
    expect(headOf("读者证号").ariaSort).toBe("descending");
    expect(screen.getByText("按读者证号排，倒序")).toBeTruthy();
    // by the names of colleagues, not by their ids; whoever has none is the last
    await pressHead("责任馆员");
    await stands("丙甲乙");
    await pressHead("最近利用");
    await stands("丙甲乙");
    // it is masked
    expect(within(headOf("电话")).queryByRole("button")).toBeNull();
    expect(await findAxeFaults()).toEqual([]);
  });

  it("is chosen by S: by the column under the cursor, else from a list", async () => {
    const { grid } = await open();
    await press("s", "KeyS");
    const dialog = await screen.findByRole("dialog", { name: "排序" });
    await waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true));
    expect(within(dialog).queryByRole("option", { name: "电话" })).toBeNull();
    await userEvent.keyboard("读者证号{Enter}");
    await stands("乙丙甲");
    await waitFor(() => expect(document.activeElement).toBe(grid));
    await userEvent.keyboard("{ArrowRight}{ArrowRight}");
    await press("s", "KeyS");
    await stands("甲丙乙");
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("is kept on this computer, and goes with what is written", async () => {
    const { services } = await open();
    await pressHead("读者证号");
    await stands("乙丙甲");
    await waitFor(() => expect(services.testHost.settings.readerOrder).toBe("card"));
    cleanup();
    await open(
      await createTestServices({ settings: { readerColumns: COLUMNS, readerOrder: "-card" } }).then(async (again) => {
        await again.writer.run("test", [
          create("reader", "r1", { name: "甲", card: "1" }),
          create("reader", "r2", { name: "乙", card: "2" }),
        ]);
        return again;
      }),
    );
    await stands("乙甲");
  });

  it("keeps the person under the cursor where the order moves her", async () => {
    const { services } = await open();
    await pressHead("读者证号");
    await stands("乙丙甲");
    await waitFor(() => expect(document.querySelector(".grid-row[data-active] b")?.textContent).toBe("甲"));
    await userEvent.keyboard("{ArrowUp}");
    await services.writer.run("test", [edit("reader", "r3", { card: "99" })]);
    await stands("乙甲丙");
    await waitFor(() => expect(document.querySelector(".grid-row[data-active] b")?.textContent).toBe("丙"));
  });

  it("keeps the person under the cursor where another order is chosen, and J and K move from there", async () => {
    await open();
    await stands("甲乙丙");
    const hand = (name: string) =>
      waitFor(() => expect(document.querySelector(".grid-row[data-active] b")?.textContent).toBe(name));
    await pressHead("读者证号");
    await stands("乙丙甲");
    await hand("甲");
    await press("k", "KeyK");
    await hand("丙");
    await pressHead("读者证号");
    await stands("甲丙乙");
    await hand("丙");
    await press("j", "KeyJ");
    await hand("乙");
    await press("x", "KeyX");
    await screen.findByText("已选 1 位", { selector: ".bulk b" });
    expect(screen.getByRole<HTMLInputElement>("checkbox", { name: "选中乙" }).checked).toBe(true);
  });

  it("is changed by a press anywhere on the head of a column", async () => {
    await open();
    await stands("甲乙丙");
    for (const name of ["姓名", "读者证号"]) {
      const head = screen.getByRole("button", { name }).closest('[role="columnheader"]');
      const { right = 0, top = 0, height = 0 } = head?.getBoundingClientRect() ?? {};
      const there = document.elementFromPoint(right - 3, top + height / 2);
      expect(there?.closest("button")?.textContent).toBe(name);
    }
  });

  it("is the best match first while something is looked for, until another one is chosen", async () => {
    await open();
    await pressHead("读者证号");
    await stands("乙丙甲");
    await userEvent.type(screen.getByRole("textbox", { name: "在列表中查找" }), "甲");
    await stands("甲");
    expect(screen.getByText("最符合的在前")).toBeTruthy();
    expect(headOf("读者证号").ariaSort).toBeNull();
  });
});
