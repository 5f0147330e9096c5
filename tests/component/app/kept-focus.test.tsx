/** Where the keyboard is when what had it is gone. */
import { act, render, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { useEffect, useState } from "react";
import { expect, it, vi } from "vitest";
import { App } from "../../../renderer/app/app.tsx";
import { useKeptFocus } from "../../../renderer/app/kept-focus.ts";
import { create } from "../../../renderer/db/write/changes.ts";
// what the frame loads on demand is here before it is asked for
import "../../../renderer/features/guide/guide-screen.tsx";
import "../../../renderer/features/reports/reports-screen.tsx";
import "../../../renderer/features/statistics/statistics-screen.tsx";
import { createI18n } from "../../../renderer/i18n/i18n.ts";
import "../../../renderer/styles/index.css";
import { createTestServices } from "../../support/desk-services.ts";
import { workerInPage } from "../../support/worker-in-page.ts";
import { write } from "../../support/write.ts";

async function atReader() {
  const services = await createTestServices({ settings: { staff: "chen" } });
  await services.writer.run("test", [
    create("staff", "chen", { name: "陈雨桐", role: "admin" }),
    create("reader", "zhang", { name: "张素琴", card: "002104178853" }),
  ]);
  render(
    <App services={{ ...services, ...workerInPage(services) }} acts={services.acts} i18n={await createI18n("zh-CN")} />,
  );
  await screen.findByRole("combobox", { name: "扫描或查找读者" });
  await palette("张素琴", /张素琴/);
  (await screen.findByRole("tab", { name: /往来记录/ })).focus();
  return services;
}

async function palette(text: string, option: RegExp): Promise<void> {
  await userEvent.keyboard("{Control>}k{/Control}");
  await write(await screen.findByRole("combobox", { name: "输入命令、姓名或证号" }), text);
  await userEvent.click(await screen.findByRole("option", { name: option }));
}

const inMain = (): Promise<void> =>
  waitFor(() => expect(document.activeElement?.closest("main"), document.activeElement?.tagName).not.toBeNull());

it("is in the main part after the statistics and the reports have come in place of a list", async () => {
  await atReader();
  await userEvent.keyboard("{Control>}2{/Control}");
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("grid"));
  await userEvent.keyboard("{Control>}4{/Control}");
  const heading = await screen.findByRole("heading", { level: 1, name: /统计分析/ }, { timeout: 30_000 });
  // a ring around all of the page would not say where the keyboard is
  await waitFor(() => expect(document.activeElement).toBe(heading));
  // a link of the head, which goes with its page
  const link = await screen.findByRole("link", { name: "统计报表" });
  link.focus();
  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(link.isConnected).toBe(false));
  await inMain();
});

it("goes back into the page when a dialog that the palette opened is closed", async () => {
  await atReader();
  for (const [text, option] of [
    ["合并", /合并/],
    ["规则怎么看", /规则怎么看/],
  ] as const) {
    await palette(text, option);
    const dialog = await screen.findByRole("dialog", { name: option });
    await waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true));
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await inMain();
  }
});

it("deletes the reader whose page is open from the palette, which undo brings back", async () => {
  const { db } = await atReader();
  await palette("删除读者", /删除读者/);
  await waitFor(async () => expect((await db.reader.get("zhang"))?.gone).toBe(1));
  await screen.findByRole("heading", { level: 1, name: "读者" });
  await userEvent.keyboard("{Control>}z{/Control}");
  await waitFor(async () => expect((await db.reader.get("zhang"))?.gone).toBeUndefined());
});

it("is on what had it before the guide, once Escape has closed that", async () => {
  await atReader();
  const tab = document.activeElement?.textContent;
  await userEvent.keyboard("{F1}");
  const search = await screen.findByRole("searchbox", {}, { timeout: 30_000 });
  await waitFor(() => expect(document.activeElement).toBe(search));
  await userEvent.keyboard("{Escape}");
  await waitFor(() => expect(document.activeElement?.role).toBe("tab"));
  expect(document.activeElement?.textContent).toBe(tab);
});

function Page() {
  useKeptFocus(false);
  const [isShown, setShown] = useState(true);
  return (
    <main id="main">
      <h1>读者</h1>
      {isShown && (
        <button type="button" onClick={() => setShown(false)}>
          保存
        </button>
      )}
    </main>
  );
}

/** Something is drawn, and more time goes by than a screen has to place the focus itself. */
async function drawn(): Promise<void> {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const something = document.createElement("p");
  try {
    await act(async () => document.body.append(something));
    await act(async () => vi.advanceTimersByTime(1000));
  } finally {
    vi.useRealTimers();
    // the next file runs in the same page
    something.remove();
  }
}

it("is left behind the last stop of the page, where Tab has led, whatever is drawn meanwhile", async () => {
  render(<Page />);
  const focused = () => document.activeElement?.textContent;
  await drawn();
  expect(focused()).toBe("读者");
  await userEvent.tab();
  expect(focused()).toBe("保存");
  await userEvent.tab();
  await drawn();
  expect(document.activeElement).toBe(document.body);
  await userEvent.tab();
  expect(focused()).toBe("保存");
  // while what goes from under the keyboard gives it back as ever
  await userEvent.keyboard("{Enter}");
  await drawn();
  expect(focused()).toBe("读者");
});

/** The last cell of a form, which Tab sends: the form is gone then. */
function Cell() {
  useKeptFocus(false);
  const [isShown, setShown] = useState(true);
  return (
    <main id="main">
      <h1>来件登记</h1>
      {isShown && (
        <input
          aria-label="承办人"
          onKeyDown={(event) => {
            if (event.key !== "Tab") return;
            event.preventDefault();
            setShown(false);
          }}
        />
      )}
    </main>
  );
}

it("is given back where Tab itself has closed what had it", async () => {
  render(<Cell />);
  screen.getByLabelText("承办人").focus();
  await userEvent.tab();
  expect(screen.queryByLabelText("承办人")).toBeNull();
  await drawn();
  expect(document.activeElement?.textContent).toBe("来件登记");
});

function Pages() {
  useKeptFocus(false);
  const [page, setPage] = useState("今日");
  useEffect(() => {
    const turn = (): void => setPage("读者");
    window.addEventListener("turn", turn);
    return () => window.removeEventListener("turn", turn);
  }, []);
  return (
    <main id="main">
      <h1 key={page}>{page}</h1>
      <button type="button">保存</button>
    </main>
  );
}

it("goes to the page that comes in place of the one behind whose last stop it was", async () => {
  render(<Pages />);
  screen.getByRole("button").focus();
  await userEvent.tab();
  await drawn();
  expect(document.activeElement).toBe(document.body);
  act(() => void window.dispatchEvent(new Event("turn")));
  await drawn();
  expect(document.activeElement).not.toBe(document.body);
});
