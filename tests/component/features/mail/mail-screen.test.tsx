import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { userEvent as keyboard } from "vitest/browser";
import { useActs } from "../../../../renderer/acts/use-acts.ts";
import { create } from "../../../../renderer/db/write/changes.ts";
import type { Services } from "../../../../renderer/desk-services/services.ts";
import { MailScreen } from "../../../../renderer/features/mail/mail-screen.tsx";
import type { MailRead } from "../../../../renderer/platform/worker/mail-api.ts";
import { ToastDock } from "../../../../renderer/ui/dialogs/toast.tsx";
import { offerScan } from "../../../../renderer/ui/hooks/use-scans-inside.ts";
import { hasFastHands } from "../../../../renderer/ui/keyboard.ts";
import { createTestServices, type TestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { type RenderOptions, renderWithServices } from "../../../support/render-with-services.tsx";
import { ScreenKeys } from "../../../support/screen-keys.tsx";

const MODIFIERS = ["Shift", "Control", "Alt", "Meta"];

/** Every key that is no letter of a text, and every digit that chooses; what a scanner sends is none. */
function countKeys(): { readonly count: () => number } {
  let count = 0;
  window.addEventListener(
    "keydown",
    ({ key, target, ctrlKey }) => {
      const isText = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
      if (!MODIFIERS.includes(key) && !(isText && key.length === 1 && !ctrlKey)) count++;
    },
    true,
  );
  return { count: () => count };
}

/** As the key does once the toast has gone. */
function TakeBack() {
  const acts = useActs();
  return (
    <>
      <button type="button" onClick={() => void acts.turn("undo")}>
        撤回
      </button>
      <button type="button" onClick={() => void acts.turn("redo")}>
        再做一次
      </button>
    </>
  );
}

async function open(services?: RenderOptions["services"] & TestServices) {
  const own = services ?? (await createTestServices({ settings: { staff: "chen", branch: "main", deskLetter: "B" } }));
  if (services === undefined)
    await own.writer.run("test", [
      create("setting", "setting-jurisdiction", { name: "jurisdiction", value: "mainland" }),
      create("staff", "chen", { name: "陈雨桐" }),
      create("staff", "lin", { name: "林致远" }),
      create("branch", "main", { name: "城东馆", code: "CD" }),
      ...["吴守义", "张素琴", "李明", "王芳", "赵强", "孙丽", "周敏"].map((name, index) =>
        create("reader", `reader-${index}`, { name, card: `10000${index}` }),
      ),
    ]);
  const rendered = await renderWithServices(
    <ScreenKeys>
      <MailScreen />
      <ToastDock />
      <TakeBack />
    </ScreenKeys>,
    { services: own, path: "/mail" },
  );
  await waitFor(() => expect(document.activeElement?.getAttribute("aria-label")).toBe("第1行：渠道"));
  return rendered;
}

const readOf = (source: string, from: readonly string[]): MailRead => ({
  tag: "read",
  letters: from.map((who) => ({
    channel: "email",
    reader: null,
    who,
    kind: null,
    title: "灯坏了",
    text: "二楼",
    source,
    receivedAt: null,
    mark: `${source} ${who}`,
  })),
  clipped: 0,
  attached: 0,
});
/** As the worker reads them. */
const READ: Readonly<Record<string, MailRead>> = {
  "来信.eml": readOf("来信.eml", ["甲", "乙", "丙", "丁", "戊"]),
  "一封.eml": readOf("一封.eml", ["己"]),
  "两封.csv": readOf("两封.csv", ["庚", "庚"]),
  "空.eml": { tag: "empty" },
};

const at = async (label: string): Promise<void> => {
  await waitFor(() => expect(document.activeElement?.getAttribute("aria-label")).toBe(label));
};
const scan = (code: string): boolean => offerScan(document.activeElement, code, true);

describe("opening the mail", () => {
  it("takes ten items, three without a card and one order from outside, in sixty keys besides their text", async () => {
    const { services } = await open();
    const user = userEvent.setup();
    const keys = countKeys();
    for (let no = 1; no <= 10; no++) {
      const isOrder = no === 4;
      await user.keyboard(isOrder ? "9" : String((no % 6) + 1));
      if (isOrder) {
        await at(`第${no}行：工单号`);
        await user.keyboard("GD-0071{Enter}");
        await at(`第${no}行：工单期限`);
        await user.keyboard("12-04{Enter}");
      }
      await at(`第${no}行：谁`);
      if (no <= 7) expect(scan(`10000${no - 1}`)).toBe(true);
      else await user.keyboard(`周女士 1380000091${no}{Enter}`);
      await at(`第${no}行：类型`);
      await user.keyboard(String((no % 5) + 1));
      await at(`第${no}行：标题`);
      await user.keyboard(`第${no}件{Enter}`);
      await at(`第${no}行：原话`);
      await user.keyboard(`说了这件事${no}`);
      if (no === 10) break;
      await user.keyboard("{Enter}");
      await at(`第${no}行：承办人`);
      await user.keyboard("0");
      await at(`第${no + 1}行：渠道`);
    }
    await user.keyboard("{Control>}{Enter}{/Control}");
    await screen.findByText("已登记10件来件", { selector: ".toast *" });
    expect(keys.count()).toBeLessThanOrEqual(60);
    const rows = await services.db.feedback.toArray();
    expect(rows).toHaveLength(10);
    expect(new Set(rows.map(({ registerNo }) => registerNo)).size).toBe(10);
    expect(rows.filter(({ reader }) => reader === undefined).map(({ contact }) => contact?.name)).toEqual(
      Array.from({ length: 3 }, () => "周女士"),
    );
    const order = rows.find(({ externalOrder }) => externalOrder !== undefined);
    expect(order).toMatchObject({
      reader: "reader-3",
      channel: "web",
      externalOrder: { system: "12345", number: "GD-0071", due: "2026-12-04", signedOn: "2026-11-25" },
    });
    expect(Object.values(order?.orderSteps ?? {})).toEqual([{ step: "signed", on: "2026-11-25", by: "chen" }]);
    expect(await services.db.interaction.count()).toBe(10);
    // one act: one undo takes all of it back
    await services.writer.undo();
    expect((await services.db.feedback.toArray()).every(({ gone }) => gone === 1)).toBe(true);
  });

  it("keeps every word that was begun, and nothing of what is registered", async () => {
    const { services, unmount, history } = await open();
    const user = userEvent.setup();
    await user.keyboard("1");
    await at("第1行：谁");
    await user.keyboard("书虫{Enter}");
    await at("第1行：类型");
    await user.keyboard("{Escape}");
    expect(history.get().location).toBe("/opinions");
    unmount();
    const again = await open(services);
    expect(screen.getByRole<HTMLInputElement>("combobox", { name: "第1行：谁" }).value).toBe("书虫");
    again.unmount();
  });

  it("goes on with Tab from a cell whose choices are more than its list shows", async () => {
    const { services } = await open();
    await services.writer.run(
      "test",
      Array.from({ length: 20 }, (_, no) => create("staff", `staff-${no}`, { name: `同事${no}` })),
    );
    await keyboard.keyboard("1");
    await at("第1行：谁");
    const owner = screen.getByRole("combobox", { name: "第1行：承办人" });
    owner.focus();
    await screen.findByRole("option", { name: "同事19" });
    const list = screen.getByRole("listbox", { name: "第1行：承办人" });
    expect(list.scrollHeight).toBeGreaterThan(list.clientHeight);
    await keyboard.keyboard("{Tab}");
    await at("第2行：渠道");
  });

  it("registers nothing by the key with which a dialog above it is done", async () => {
    const { services } = await open();
    const user = userEvent.setup();
    await user.keyboard("2");
    await at("第1行：谁");
    await user.click(screen.getByRole("button", { name: "网站表单" }));
    const dialog = await screen.findByRole("dialog", { name: "网站表单" });
    await waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true));
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true));
    expect(screen.queryByText("第1行还缺类型", { selector: ".toast *" })).toBeNull();
    expect(await services.db.feedback.count()).toBe(0);
  });

  it("says which row lacks what, and registers nothing before it is there", async () => {
    const { services } = await open();
    const user = userEvent.setup();
    await user.keyboard("2");
    await at("第1行：谁");
    await user.keyboard("{Enter}");
    await at("第1行：类型");
    await user.keyboard("{Control>}{Enter}{/Control}");
    await screen.findByText("第1行还缺类型", { selector: ".toast *" });
    await user.keyboard("3");
    await at("第1行：标题");
    await user.keyboard("{Control>}{Enter}{/Control}");
    await screen.findByText("第1行还缺原话", { selector: ".toast *" });
    expect(await services.db.feedback.count()).toBe(0);
    await at("第1行：原话");
    await user.keyboard("谢谢少儿馆的张老师");
    const due = screen.getByRole<HTMLInputElement>("textbox", { name: "第1行：办理期限" });
    // a number typed fast is no card in the cells that ask for one
    expect([hasFastHands(due), hasFastHands(document.activeElement)]).toEqual([true, false]);
    await user.type(due, "哪天{Control>}{Enter}{/Control}");
    await screen.findByText(/^第1行的办理期限看不懂/, { selector: ".toast *" });
    await at("第1行：办理期限");
    await user.clear(due);
    await user.keyboard("{Control>}{Enter}{/Control}");
    await screen.findByText("已登记1件来件", { selector: ".toast *" });
    expect(await services.db.feedback.toArray()).toMatchObject([
      { type: "praise", channel: "fax", text: "谢谢少儿馆的张老师", registerNo: "CD-B-2026-0001" },
    ]);
  });

  it("fills a cell as in the row above, and makes a promise of who waits for a call", async () => {
    const { services } = await open();
    const user = userEvent.setup();
    await user.keyboard("3");
    await at("第1行：谁");
    scan("100001");
    await at("第1行：类型");
    await user.keyboard("7");
    await at("第1行：标题");
    await user.keyboard("续借的事{Enter}");
    await at("第1行：原话");
    await user.keyboard("{Enter}");
    await at("第1行：承办人");
    await user.keyboard("1");
    await at("第2行：渠道");
    await user.keyboard("{Control>}d{/Control}");
    await at("第2行：谁");
    await user.keyboard("{Control>}d{/Control}");
    await at("第2行：类型");
    await user.keyboard("6");
    await at("第2行：标题");
    await user.keyboard("几点开门{Control>}{Enter}{/Control}");
    await screen.findByText("已登记2件来件", { selector: ".toast *" });
    expect(await services.db.task.toArray()).toMatchObject([
      { text: "续借的事", promisedTo: "reader-1", assignee: "chen", due: "2026-11-26" },
    ]);
    const said = await services.db.interaction.toArray();
    expect(said.map(({ channel, reader, question }) => [channel, reader, question])).toEqual([
      ["voicemail", "reader-1", "续借的事"],
      ["voicemail", "reader-1", "几点开门"],
    ]);
  });

  it("has the rows again when their registering is taken back, with every word", async () => {
    const { services } = await open();
    const user = userEvent.setup();
    await user.keyboard("1");
    await at("第1行：谁");
    await user.keyboard("书虫{Enter}");
    await at("第1行：类型");
    await user.keyboard("2");
    await at("第1行：标题");
    await user.keyboard("周一能不能开还书箱{Control>}{Enter}{/Control}");
    const isBack = (words: string) =>
      waitFor(() => expect(screen.getByRole<HTMLInputElement>("textbox", { name: "第1行：标题" }).value).toBe(words));
    const undo = await screen.findByRole("button", { name: /^撤销/ });
    // to be written on the letters
    const numbers = () => screen.queryAllByRole("listitem").map(({ textContent }) => textContent);
    expect(numbers()).toEqual(["CD-B-2026-0001 书虫 周一能不能开还书箱"]);
    screen.getByRole("button", { name: "撤回" }).click();
    await isBack("周一能不能开还书箱");
    // the next key is the grid's
    await at("第1行：渠道");
    expect(numbers()).toEqual([]);
    // done again they are none any more
    await user.click(screen.getByRole("button", { name: "再做一次" }));
    await isBack("");
    expect(numbers()).toHaveLength(1);
    expect(undo.isConnected).toBe(false);
    await user.click(screen.getByRole("button", { name: "撤回" }));
    await isBack("周一能不能开还书箱");
    expect((await services.db.feedback.toArray()).every(({ gone }) => gone === 1)).toBe(true);
    screen.getByRole("textbox", { name: "第1行：标题" }).focus();
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(async () =>
      expect((await services.db.feedback.toArray()).filter(({ gone }) => gone !== 1)).toHaveLength(1),
    );
    expect(await services.db.feedback.toArray()).toMatchObject([
      { contact: { name: "书虫" }, text: "周一能不能开还书箱" },
    ]);
  });

  it("shows the numbers of the mail before until a second registering begins, and keeps the grid under the keys", async () => {
    const { services } = await open();
    const user = userEvent.setup();
    const numbers = () => screen.queryAllByRole("listitem").map(({ textContent }) => textContent);
    const write = async (title: string) => {
      await user.keyboard("1");
      await at("第1行：谁");
      await user.keyboard("{Enter}");
      await at("第1行：类型");
      await user.keyboard("2");
      await at("第1行：标题");
      await user.keyboard(`${title}{Control>}{Enter}{/Control}`);
    };
    const { journal } = services.testHost;
    const appends: (() => void)[] = [];
    journal.slow = appends;
    await write("先来的");
    const first = ["CD-B-2026-0001 匿名 先来的"];
    await waitFor(() => expect(numbers()).toEqual(first));
    // the disk has not answered: the next row is begun all the same, and is not registered yet
    await at("第1行：渠道");
    await write("后来的");
    expect(numbers()).toEqual(first);
    journal.slow = null;
    for (const go of appends) go();
    await screen.findByText("已登记1件来件", { selector: ".toast *" });
    await at("第1行：标题");
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(numbers()).toEqual(["CD-B-2026-0002 匿名 后来的"]));
    await at("第1行：渠道");
    expect((await services.db.feedback.toArray()).map(({ text, registerNo }) => [text, registerNo])).toEqual([
      ["先来的", "CD-B-2026-0001"],
      ["后来的", "CD-B-2026-0002"],
    ]);
  });

  it("gives what is typed while who it is from is looked up to the cells behind", async () => {
    const own = await createTestServices({ settings: { staff: "chen" } });
    let answer = (): void => undefined;
    const looked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const query: typeof own.search.query = async (...asked) => {
      await looked;
      return own.search.query(...asked);
    };
    await open({ ...own, search: { ...own.search, query } });
    const user = userEvent.setup();
    await user.keyboard("1");
    await at("第1行：谁");
    await user.keyboard("周女士{Enter}2");
    // by an input method: no key of it is heard
    document.execCommand("insertText", false, "还书箱");
    answer();
    await at("第1行：标题");
    await waitFor(() =>
      expect(screen.getByRole<HTMLInputElement>("textbox", { name: "第1行：标题" }).value).toBe("还书箱"),
    );
    expect(screen.getByRole<HTMLInputElement>("combobox", { name: "第1行：谁" }).value).toBe("周女士");
  });

  it("says of a card that is nobody's, and stays where it is", async () => {
    await open();
    await userEvent.keyboard("1");
    await at("第1行：谁");
    scan("999999");
    await screen.findByText("没有读者用证号999999", { selector: ".toast *" });
    await at("第1行：谁");
  });

  it("takes a card before the way it came by, and one scanned over a text without leaving the text", async () => {
    await open();
    const who = () => screen.getByRole<HTMLInputElement>("combobox", { name: "第1行：谁" }).value;
    scan("100000");
    await waitFor(() => expect(who()).toBe("吴守义"));
    await at("第1行：渠道");
    await userEvent.keyboard("1");
    await at("第1行：类型");
    await userEvent.keyboard("3");
    await at("第1行：标题");
    await userEvent.keyboard("灯坏了");
    scan("100001");
    scan("100002");
    await waitFor(() => expect(who()).toBe("李明"));
    await at("第1行：标题");
    // a digit that follows is of the text, and no other kind
    await userEvent.keyboard("3天");
    expect(screen.getByRole<HTMLInputElement>("textbox", { name: "第1行：标题" }).value).toBe("灯坏了3天");
  });

  it("says of half a card, and of one that several readers have, that nobody was filled in", async () => {
    const { services } = await open();
    await services.writer.run("test", [create("reader", "twin", { name: "另一位", card: "100000" })]);
    await userEvent.keyboard("1");
    await at("第1行：谁");
    expect(offerScan(document.activeElement, "0002", false)).toBe(true);
    await screen.findByText(/0002没有扫完整/, { selector: ".toast *" });
    // the digits of the cells before it stand before it
    expect(offerScan(document.activeElement, "01100002", false, "100002")).toBe(true);
    await at("第1行：类型");
    const who = screen.getByRole<HTMLInputElement>("combobox", { name: "第1行：谁" });
    expect(who.value).toBe("李明");
    // it was scanned well by now
    expect(screen.queryByText(/没有扫完整/, { selector: ".toast *" })).toBeNull();
    await userEvent.clear(who);
    // a digit that comes before she is found is of the next cell
    scan("100001");
    await userEvent.keyboard("1");
    await at("第1行：标题");
    expect(who.value).toBe("张素琴");
    await userEvent.clear(who);
    scan("100000");
    await screen.findByText(/证号100000有几位读者/, { selector: ".toast *" });
    await at("第1行：谁");
    expect(who.value).toBe("");
  });

  it("shows the whole list of a cell where the grid is low, and marks an order's day that is none once it is left", async () => {
    const { container } = await open();
    container.style.cssText = "height: 160px; overflow: auto";
    await screen.findAllByRole("option");
    const isSeen = (element: Element): boolean => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    };
    // once the place of the library is known, one of them is another
    await waitFor(() => expect(screen.getAllByRole("option").filter((choice) => !isSeen(choice))).toEqual([]));
    await userEvent.keyboard("9");
    await at("第1行：工单号");
    await userEvent.keyboard("GD-1{Enter}");
    await at("第1行：工单期限");
    const due = screen.getByRole("textbox", { name: "第1行：工单期限" });
    await userEvent.keyboard("哪天{Enter}");
    await at("第1行：谁");
    expect(due.getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByText(/这样的日期/).checkVisibility()).toBe(true);
    await userEvent.clear(due);
    await userEvent.keyboard("12-04");
    expect(due.getAttribute("aria-invalid")).toBeNull();
  });

  it("says of each file that is in no row why, until that is closed", async () => {
    const services = await createTestServices({ settings: { staff: "chen" } });
    const read = (name: string): Promise<MailRead> => Promise.resolve(READ[name] ?? { tag: "not-mail" });
    const { unmount } = await open({ ...services, worker: { mail: { read } } as unknown as Services["worker"] });
    const chooser = document.querySelector<HTMLInputElement>("main input[type=file]");
    if (chooser === null) throw new Error("no field for files");
    await userEvent.upload(
      chooser,
      [new File(["1"], "来信.eml"), new File([""], "空.eml"), new File(["2"], "图.pdf")],
      { applyAccept: false },
    );
    await screen.findByText("从文件读到5件", { selector: ".toast *" });
    const notes = screen.getAllByRole("listitem");
    expect(notes.map(({ textContent }) => textContent)).toEqual([
      "“空.eml”是空的，没有读。",
      "“图.pdf”不是邮件也不是表格，没有读。",
    ]);
    await userEvent.click(screen.getByRole("button", { name: "关闭" }));
    expect(screen.queryAllByRole("listitem")).toEqual([]);
    await at("第1行：渠道");
    await userEvent.upload(chooser, new File(["1"], "一封.eml"));
    await at("第6行：类型");
    // the same letter is no second row, unless it is added once more on purpose
    await userEvent.upload(chooser, new File(["1"], "一封.eml"));
    await screen.findByText("“一封.eml”里有1件已在第6行，没有再加。确实要再登记一件，就再加一次这个文件。");
    expect(screen.queryByText(/^从文件读到/, { selector: ".toast *" })).toBeNull();
    const whose = (): readonly string[] =>
      screen.getAllByRole<HTMLInputElement>("combobox", { name: /：谁$/ }).map(({ value }) => value);
    expect(whose()).toEqual(["甲", "乙", "丙", "丁", "戊", "己", ""]);
    await userEvent.upload(chooser, new File(["1"], "一封.eml"));
    await at("第7行：类型");
    // nor is what stands twice in one file meant so when it comes again
    await userEvent.upload(chooser, new File(["1"], "两封.csv"));
    await at("第8行：类型");
    await userEvent.upload(chooser, new File(["1"], "两封.csv"));
    await screen.findByText("“两封.csv”里有2件已在第9行，没有再加。确实要再登记一件，就再加一次这个文件。");
    expect(whose()).toEqual(["甲", "乙", "丙", "丁", "戊", "己", "己", "庚", "庚", ""]);
    // came in one moment, they stand in their order when the screen is opened again
    unmount();
    await open(services);
    expect(whose()).toEqual(["甲", "乙", "丙", "丁", "戊", "己", "己", "庚", "庚", ""]);
  });

  it("removes the row in hand by its key, goes on in the next, and brings it back", async () => {
    await open();
    const user = userEvent.setup();
    await user.keyboard("1");
    await at("第1行：谁");
    // the digit comes before the search has answered the Enter
    await user.keyboard("书虫{Enter}1");
    await at("第1行：标题");
    await user.keyboard("灯坏了{Alt>}{Delete}{/Alt}");
    await screen.findByText("已删去一行", { selector: ".toast *" });
    await at("第1行：渠道");
    expect(screen.getByRole<HTMLInputElement>("combobox", { name: "第1行：谁" }).value).toBe("");
    await user.click(screen.getByRole("button", { name: /撤销/ }));
    expect(screen.getByRole<HTMLInputElement>("combobox", { name: "第1行：谁" }).value).toBe("书虫");
    expect(screen.getByText("投诉", { selector: ".pill" })).toBeTruthy();
  });

  it("has no fault of access", async () => {
    const { container } = await open();
    await userEvent.keyboard("1");
    expect(await findAxeFaults(container)).toEqual([]);
    expect(within(container).getAllByRole("row")).toHaveLength(3);
  });
});
