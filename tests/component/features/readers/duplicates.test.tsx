/** Likely duplicates: two side by side, by keys, and what a colleague's exchange does meanwhile. */
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it, onTestFinished } from "vitest";
import { page } from "vitest/browser";
import type { Values } from "#shared/model/kinds.ts";
import { notSameKey } from "#shared/model/not-same.ts";
import { create, edit, remove } from "../../../../renderer/db/write/changes.ts";
import { DuplicatesScreen } from "../../../../renderer/features/readers/duplicates/duplicates-screen.tsx";
import { createTestServices, hexDigest } from "../../../support/desk-services.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { ScreenKeys } from "../../../support/screen-keys.tsx";
import { workerInPage } from "../../../support/worker-in-page.ts";
import { paperOf } from "../../desk/keys.ts";

const PHONE = "13900002206";
/** Mother and daughter, and two pairs that differ in little. */
const READERS: Readonly<Record<string, Values<"reader">>> = {
  a1: { name: "陈桂芳", card: "0021", birthDate: "1958-04-02", phones: [PHONE], category: "senior" },
  a2: { name: "陈桂芳", card: "0418", birthDate: "1985-08-30", phones: [PHONE], organisation: "城东第三小学" },
  b1: { name: "欧阳静", card: "1001", birthDate: "1990-01-01", organisation: "一中" },
  b2: { name: "欧阳静", birthDate: "1990-01-01", organisation: "二中", email: "o@example.org" },
  c1: { name: "赵启明", card: "2001", phones: ["13700000001"], unit: "甲" },
  c2: { name: "赵启明", phones: ["13700000001"], unit: "乙" },
};

async function openDuplicates(readers = READERS) {
  const services = await createTestServices({ settings: { staff: "chen" } });
  services.writer.setStaff("chen");
  await services.writer.run("test", [
    create("staff", "chen", { name: "陈雨桐" }),
    ...Object.entries(readers).map(([id, values]) => create("reader", id, values)),
    create("interaction", "log-1", { reader: "a1", at: 1_780_000_000_000, channel: "desk" }),
    create("interaction", "log-2", { reader: "a2", at: 1_781_000_000_000, channel: "desk" }),
  ]);
  const user = userEvent.setup();
  const rendered = await renderWithServices(
    <ScreenKeys>
      <DuplicatesScreen />
    </ScreenKeys>,
    { services: { ...services, ...workerInPage(services) }, path: "/readers/duplicates" },
  );
  return { ...rendered, services, user };
}

const list = (): Promise<HTMLElement> => screen.findByRole("listbox", { name: "疑似重复的读者" });
const pairs = (): readonly string[] =>
  screen.queryAllByRole("option").map((option) => option.querySelector("b")?.textContent ?? "");
const inHand = (): string => screen.getByRole("option", { selected: true }).querySelector("b")?.textContent ?? "";
const sideBySide = (name: string): Promise<HTMLElement> => screen.findByRole("table", { name: `${name} 的两条记录` });
const chosen = (): number =>
  screen.queryAllByRole("radio").filter((radio) => (radio as HTMLInputElement).checked).length;
const outcome = (): string => merge().closest("footer")?.querySelector("p")?.textContent ?? "";
const merge = (): HTMLElement => screen.getByRole("button", { name: /^合并$/ });
const hasList = async (): Promise<void> => {
  const box = await list();
  await waitFor(() => expect(document.activeElement).toBe(box));
};
/** By the arrow, to a pair of the list. */
const goTo = async (user: ReturnType<typeof userEvent.setup>, name: string): Promise<void> => {
  await hasList();
  for (let step = 0; step < 3 && inHand() !== name; step++) await user.keyboard("j");
  await sideBySide(name);
};
const mergedOf = async ({ db }: Awaited<ReturnType<typeof openDuplicates>>["services"]) =>
  Object.fromEntries((await db.reader.where("as").above("").toArray()).map(({ id, as }) => [id, as]));

describe("the pairs that wait", () => {
  it("are looked for by themselves, each with its reasons, and say when it was looked", async () => {
    await openDuplicates();
    await hasList();
    expect(pairs().toSorted()).toEqual(["欧阳静", "赵启明", "陈桂芳"].toSorted());
    const mother = screen.getAllByRole("option").find((option) => option.textContent?.includes("陈桂芳"));
    for (const word of ["同名", "同手机", "生日不同"])
      expect(within(mother as HTMLElement).getByText(word)).toBeTruthy();
    expect(await screen.findByText(/^今天 15:20 查过 6 位$/)).toBeTruthy();
    expect(screen.getByRole("button", { name: /待定 3/ })).toBeTruthy();
  });

  it("are none, and that is said with the time of the look", async () => {
    await openDuplicates({ one: { name: "王芳" } });
    expect(await screen.findByText(/^没有疑似重复。/)).toBeTruthy();
    expect(await screen.findByText(/^今天 15:20 查过 1 位$/)).toBeTruthy();
  });

  it("shows protected values masked, what differs as rows and what is the same as a sentence", async () => {
    const { user } = await openDuplicates();
    await goTo(user, "陈桂芳");
    const table = await sideBySide("陈桂芳");
    expect(
      within(table)
        .getAllByRole("rowheader")
        .map((cell) => cell.textContent),
    ).toEqual(["出生日期", "读者证号", "读者类型", "单位"]);
    expect(table.textContent).toContain("-**-**");
    expect(document.body.textContent).not.toContain(PHONE);
    expect(document.body.textContent).not.toContain("1958-04-02");
    expect(screen.getByText(/另有 2 项两边相同/)).toBeTruthy();
  });
});

describe("two who were born on different days", () => {
  it("says in words who of the two wants no contact, since when and who was told so", async () => {
    const quiet = { since: "2026-05-04", words: "别再打电话了", by: "chen" };
    const { user } = await openDuplicates({ ...READERS, c2: { ...READERS.c2, doNotContact: quiet } });
    await goTo(user, "赵启明");
    const row = within(await sideBySide("赵启明"))
      .getByText("2026-05-04 · 别再打电话了 · 陈雨桐")
      .closest("tr");
    expect(row?.textContent).toContain("不要联系");
  });

  it("have nothing chosen and are not merged before every value is, by keys", async () => {
    const { user, services } = await openDuplicates();
    await goTo(user, "陈桂芳");
    expect(chosen()).toBe(0);
    expect(screen.getByText("出生日期不同")).toBeTruthy();
    expect(merge().getAttribute("aria-disabled")).toBe("true");
    expect(merge().title).toBe("先选定：出生日期和读者证号");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await mergedOf(services)).toEqual({});
    expect(outcome()).toBe(
      "合并后一位读者，用左 1 项、右 1 项，还差 2 项；往来 1 + 1 = 2 条都留下，两个证号都查得到，30 天内可撤销",
    );
    // into the grid: the older birth date, then the newer card
    await user.keyboard("{Enter}{ArrowLeft}{ArrowDown}{ArrowRight}");
    expect(chosen()).toBe(2);
    expect(outcome()).toContain("用左 2 项、右 2 项；");
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(async () => expect(await mergedOf(services)).toEqual({ a2: "a1" }));
    expect(await services.db.reader.get("a1")).toMatchObject({
      birthDate: "1958-04-02",
      card: "0418",
      otherIds: { 原证号: "0021" },
    });
    await waitFor(() => expect(pairs()).not.toContain("陈桂芳"));
    await hasList();
  });

  it("are told apart by N, which is kept under an id that every desk derives alike, and do not come back", async () => {
    const { user, services } = await openDuplicates();
    await goTo(user, "陈桂芳");
    await user.keyboard("n");
    await waitFor(async () => expect(await services.db["not-same"].count()).toBe(1));
    const [row] = await services.db["not-same"].toArray();
    expect(row).toMatchObject({ first: "a1", second: "a2" });
    const digest = await hexDigest(notSameKey("a2", "a1"));
    expect(row?.id.replaceAll("-", "").slice(0, 12)).toBe(digest.slice(0, 12));
    await waitFor(() => expect(pairs()).toHaveLength(2));
    await hasList();
    await user.click(screen.getByRole("button", { name: "再查一遍" }));
    await screen.findByText(/查过 6 位/);
    expect(pairs()).not.toContain("陈桂芳");
    // and stands where it can be taken back
    await user.click(screen.getByRole("button", { name: /不是同一人 1/ }));
    expect(await screen.findByText(/陈雨桐 定为不是同一人/)).toBeTruthy();
    await hasList();
    await user.keyboard("u");
    await waitFor(async () => expect((await services.db["not-same"].toArray())[0]?.gone).toBe(1));
    await user.click(await screen.findByRole("button", { name: /待定 3/ }));
    expect(pairs()).toContain("陈桂芳");
  });
});

describe("after an act", () => {
  it("the next pair is in hand, and U brings the last one back", async () => {
    const { user, services } = await openDuplicates();
    await goTo(user, "欧阳静");
    const order = pairs();
    const next = order[order.indexOf("欧阳静") + 1] ?? order.filter((name) => name !== "欧阳静")[0];
    await user.keyboard("{Control>}{ArrowRight}{/Control}{Control>}{Enter}{/Control}");
    await waitFor(async () => expect(await mergedOf(services)).toEqual({ b2: "b1" }));
    expect(await services.db.reader.get("b1")).toMatchObject({ organisation: "二中", card: "1001" });
    await waitFor(() => expect(pairs()).toHaveLength(2));
    expect(inHand()).toBe(next);
    await hasList();
    await user.keyboard("u");
    await waitFor(async () => expect(await mergedOf(services)).toEqual({}));
    await waitFor(() => expect(inHand()).toBe("欧阳静"));
    await hasList();
  });

  it("H puts a pair behind the others, and U brings it back without taking back an act", async () => {
    const { user, services } = await openDuplicates();
    await hasList();
    const [first, second, third] = pairs();
    await user.keyboard("h");
    await waitFor(() => expect(pairs()).toEqual([second, third, first]));
    expect(inHand()).toBe(second);
    const acts = await services.db.log.count();
    await user.keyboard("u");
    await waitFor(() => expect(inHand()).toBe(first));
    expect(pairs()).toEqual([first, second, third]);
    expect(await services.db.log.count()).toBe(acts);
    await hasList();
  });

  it("H says what it did, and Ctrl+Z brings pair after pair back before it takes back an older act", async () => {
    const { user, services } = await openDuplicates();
    await hasList();
    const [first, second, third] = pairs();
    const acts = await services.db.log.count();
    await user.keyboard("h");
    await screen.findByText("已放到最后，这次最后再定", { selector: ".vh" });
    await user.keyboard("h");
    await waitFor(() => expect(pairs()).toEqual([third, first, second]));
    await user.keyboard("{Control>}z{/Control}");
    await waitFor(() => expect(inHand()).toBe(second));
    await screen.findByText("已撤销：以后再定", { selector: ".vh" });
    await user.keyboard("{Control>}z{/Control}");
    await waitFor(() => expect(pairs()).toEqual([first, second, third]));
    expect(await services.db.log.count()).toBe(acts);
    await user.keyboard("{Control>}z{/Control}");
    await waitFor(async () => expect(await services.db.log.count()).toBe(acts + 1));
  });

  it("a second Ctrl+Enter while the first is being answered merges nothing else", async () => {
    const { user, services } = await openDuplicates();
    await goTo(user, "欧阳静");
    const { journal } = services.testHost;
    const held: (() => void)[] = [];
    journal.slow = held;
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(async () => expect(await mergedOf(services)).toEqual({ b2: "b1" }));
    await waitFor(() => expect(pairs()).toHaveLength(2));
    await goTo(user, "赵启明");
    await user.keyboard("{Control>}{Enter}{/Control}");
    await user.keyboard("n");
    journal.slow = null;
    for (const go of held) go();
    await screen.findByText("已合并：欧阳*");
    expect(await mergedOf(services)).toEqual({ b2: "b1" });
    expect(await services.db["not-same"].count()).toBe(0);
  });
});

it("a key that is held down merges one pair, and the next press the next", async () => {
  const { user, services } = await openDuplicates();
  await goTo(user, "欧阳静");
  const press = (repeat: boolean): boolean =>
    fireEvent.keyDown(document.activeElement ?? document.body, { key: "Enter", code: "Enter", ctrlKey: true, repeat });
  press(false);
  await screen.findByText("已合并：欧阳*");
  await sideBySide("赵启明");
  press(true);
  expect(inHand()).toBe("赵启明");
  press(false);
  await waitFor(async () => expect(await mergedOf(services)).toEqual({ b2: "b1", c2: "c1" }));
});

describe("while a pair is in hand", () => {
  it("a value that comes from elsewhere takes the choices back, and says so", async () => {
    const { user, services } = await openDuplicates();
    await goTo(user, "陈桂芳");
    await user.keyboard("{Control>}{ArrowLeft}{/Control}");
    expect(chosen()).toBe(2);
    await services.writer.run("reader.edit", [edit("reader", "a2", { card: "0419" })]);
    expect(await screen.findByText(/这一对的资料刚刚在别处改过/)).toBeTruthy();
    expect(chosen()).toBe(0);
  });

  it.each([
    ["merged", { act: "cells", kind: "reader", id: "a2", cells: { ".alias": "a1" } } as const],
    ["deleted", remove("reader", "a2")],
  ])("one of the two is %s elsewhere: a sentence, and nothing is written", async (_, change) => {
    const { user, services } = await openDuplicates();
    await goTo(user, "陈桂芳");
    await user.keyboard("{Control>}{ArrowLeft}{/Control}");
    await services.writer.run("test", [change]);
    expect(await screen.findByText(/这一对刚刚在别处处理过/)).toBeTruthy();
    const entries = await services.db.log.count();
    await user.keyboard("{Control>}{Enter}{/Control}");
    await user.keyboard("n");
    expect(await services.db.log.count()).toBe(entries);
    // the next key leads to whoever took the place, not past them
    await user.keyboard("{ArrowDown}");
    await waitFor(() => expect(screen.queryByText(/这一对刚刚在别处处理过/)).toBeNull());
    expect(await screen.findByRole("table")).toBeTruthy();
  });
});

it("lists what was merged for thirty days, and separates it again", async () => {
  const { user, services } = await openDuplicates();
  await services.writer.run("reader.merge", [{ act: "cells", kind: "reader", id: "b2", cells: { ".alias": "b1" } }]);
  await user.click(await screen.findByRole("button", { name: /已合并 1/ }));
  expect(await screen.findByText("还可撤销 30 天")).toBeTruthy();
  await hasList();
  await user.keyboard("u");
  await waitFor(async () => expect(await mergedOf(services)).toEqual({}));
  expect(await screen.findByText("近 30 天没有合并过")).toBeTruthy();
});

it("marks in both lists a pair that one desk merged and another told apart", async () => {
  const { user, services } = await openDuplicates();
  await services.writer.run("test", [
    { act: "cells", kind: "reader", id: "b2", cells: { ".alias": "b1" } },
    create("not-same", "n1", { first: "b1", second: "b2" }),
  ]);
  await user.click(await screen.findByRole("button", { name: /已合并 1/ }));
  expect(await screen.findByText("也定为不是同一人")).toBeTruthy();
  expect(screen.getByText(/^两处判断不同/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: /不是同一人 1/ }));
  expect(await screen.findByText("已合并为一位")).toBeTruthy();
});

it("shows what is protected of both while Ctrl+I is held, and records a look at each", async () => {
  const { user, services } = await openDuplicates();
  await goTo(user, "陈桂芳");
  await user.keyboard("{Control>}[KeyI>]");
  await waitFor(() => expect(document.body.textContent).toContain("1985-08-30"));
  expect(document.body.textContent).toContain("1958-04-02");
  const looks = await services.db.reveal.toArray();
  expect(looks.map(({ about }) => about?.id).toSorted()).toEqual(["a1", "a2"]);
  await user.keyboard("[/KeyI]{/Control}");
  await waitFor(() => expect(document.body.textContent).not.toContain("1985-08-30"));
});

it("on paper says what it is, breaks no number, and speaks of no key", async () => {
  await page.viewport(718, 1047);
  onTestFinished(() => page.viewport(1366, 768));
  await openDuplicates({
    a1: { name: "陈桂芳", card: "002104179322", birthDate: "1958-04-02", phones: [PHONE] },
    a2: { name: "陈桂芳", card: "002104179329", birthDate: "1985-08-30", phones: [PHONE] },
  });
  await sideBySide("陈桂芳");
  const card = screen.getAllByRole("radio")[0]?.closest("label")?.lastElementChild ?? document.body;
  let lines: readonly number[] = [];
  const paper = await paperOf(async () => {
    window.print();
    const all = document.createRange();
    all.selectNodeContents(card);
    lines = [...new Set([...all.getClientRects()].map(({ bottom }) => Math.round(bottom / 10)))];
  });
  expect(paper.slice(0, 2)).toEqual(["全部分馆", "疑似重复"]);
  expect(paper.join("\n")).not.toMatch(/上下|换字段|按住看全/);
  expect(lines).toHaveLength(1);
});
