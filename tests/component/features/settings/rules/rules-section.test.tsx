import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { addDays } from "#shared/kernel/day.ts";
import { ruleSettingId } from "#shared/rules/switches.ts";
import { shapeSettingId } from "#shared/rules/thresholds.ts";
import { create, edit } from "../../../../../renderer/db/write/changes.ts";
import { RulesSection } from "../../../../../renderer/features/settings/rules/rules-section.tsx";
import { createTestServices } from "../../../../support/desk-services.ts";
import { findAxeFaults } from "../../../../support/find-axe-faults.ts";
import { renderWithServices } from "../../../../support/render-with-services.tsx";
import { workerInPage } from "../../../../support/worker-in-page.ts";

const TODAY = "2026-11-25";

async function openRules() {
  const base = await createTestServices({ settings: { staff: "s1" } });
  await base.writer.run("test.rows", [
    create("staff", "s1", { name: "陈雨桐" }),
    create("reader", "a", {
      name: "张素琴",
      card: "1",
      enrolledOn: "2020-01-01",
      owner: "s1",
      expiresOn: addDays(TODAY, 7),
    }),
    create("reader", "b", { name: "李雷", card: "2", enrolledOn: "2020-01-01", expiresOn: addDays(TODAY, 7) }),
    create("task", "t", { promisedTo: "b", due: addDays(TODAY, -2), text: "回电" }),
  ]);
  const withWorker = workerInPage(base);
  const rendered = await renderWithServices(
    <main>
      <h1>设置</h1>
      <h2>规则</h2>
      <RulesSection />
    </main>,
    { services: { ...base, ...withWorker } },
  );
  return { ...rendered, ...withWorker };
}

it("shows whom the rules would name and why, writes nothing until asked to, and once only", async () => {
  const { services } = await openRules();
  (await screen.findByRole("button", { name: "检查今天会提醒谁" })).click();
  await screen.findByText("2 项提醒，还没有写下");
  const card = screen.getByRole("region", { name: "证即将到期" });
  await waitFor(() =>
    expect(within(card).getByRole("listitem").textContent).toBe("张素琴证 2026-12-02 到期交给 陈雨桐"),
  );
  expect(screen.getByText("1 位：利用程度没有到这条规则的线")).toBeTruthy();
  expect(await services.db.task.count()).toBe(1);
  expect(await findAxeFaults(document.body)).toEqual([]);

  screen.getByRole("button", { name: "现在就记下" }).click();
  await screen.findByText("已记 2 件待办");
  expect(await services.db.task.count()).toBe(3);
  screen.getByRole("button", { name: "现在就记下" }).click();
  await screen.findByText("已记 0 件待办");
  expect(await services.db.task.count()).toBe(3);

  screen.getByRole("button", { name: "以前的提醒" }).click();
  (await screen.findByRole("button", { name: /，由陈雨桐：记了 2 件/ })).click();
  await within(await screen.findByRole("region", { name: "承诺逾期" })).findByText("答应 2026-11-23 完成，还没有完成");
});

it("leads from a round to the history of what it has taken back", async () => {
  const { services, worker } = await openRules();
  await services.writer.run("test.rows", [
    create("branch", "house", { name: "总馆" }),
    create("reader", "c", { name: "王芳", card: "3", enrolledOn: "2020-01-01" }),
    ...Array.from({ length: 120 }, (_, no) =>
      create("activity", `v${no}`, { reader: "c", on: addDays(TODAY, -12 - no), kind: "visit" }),
    ),
  ]);
  const made = (await worker.rules.round("person", "s1"))?.made;
  expect(made?.filter(({ reader }) => reader === "c")).toMatchObject([{ rule: "core-not-seen" }]);
  const closed = Array.from({ length: 12 }, (_, no) => [addDays(TODAY, -11 + no), "closed"]);
  await services.writer.run("test.rows", [edit("branch", "house", { exceptions: Object.fromEntries(closed) })]);
  expect(await worker.rules.round("idle", "s1")).toMatchObject({ withdrawn: 1 });
  (await screen.findByRole("button", { name: "以前的提醒" })).click();
  (await screen.findByRole("button", { name: /收回 1 件待办/ })).click();
  const round = await screen.findByRole("region", { name: "原因不成立或不可联系，收回 1 件待办" });
  await within(round).findByRole("link", { name: "王芳" });
  within(round).getByRole("button", { name: "历史" }).click();
  const history = await screen.findByRole("dialog", { name: "核心读者近期少来的历史" });
  await within(history).findByText("按规则 · 核心读者近期少来");
});

it("keeps a switch of its own for each rule, and a rule that is off names nobody", async () => {
  const { services } = await openRules();
  const box = await screen.findByRole<HTMLInputElement>("checkbox", { name: "启用：证即将到期" });
  expect(box.checked).toBe(true);
  box.click();
  await waitFor(async () => expect((await services.db.setting.get(ruleSettingId("card-expires")))?.value).toBe(false));
  await waitFor(() => expect(box.checked).toBe(false));
  screen.getByRole("button", { name: "检查今天会提醒谁" }).click();
  await screen.findByText("1 项提醒，还没有写下");
  expect(screen.queryByRole("region", { name: "证即将到期" })).toBeNull();
  // the first switching, taken back, is as if it had never been; the next one is a switching again
  await services.writer.undo();
  await waitFor(() => expect(box.checked).toBe(true));
  box.click();
  await waitFor(() => expect(box.checked).toBe(false));
  box.click();
  await waitFor(async () => expect((await services.db.setting.get(ruleSettingId("card-expires")))?.value).toBe(true));
});

it("lets the director set when a rule speaks and of whom, and says before saving how many that would be", async () => {
  const { services } = await openRules();
  await services.writer.run("test.segment", [
    create("segment", "g", {
      name: "少儿",
      rule: {
        match: "all",
        groups: [{ match: "all", conditions: [{ field: "category", is: "any-of", values: ["child"] }] }],
      },
    }),
    create("reader", "c", {
      name: "王芳",
      card: "3",
      category: "child",
      enrolledOn: "2020-01-01",
      owner: "s1",
      expiresOn: addDays(TODAY, 50),
    }),
  ]);
  expect(await screen.findByText("核心读者或有责任馆员的读者，证 30 天内到期。提醒续期，到期以前")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "调整：证即将到期" }));
  const dialog = await screen.findByRole("dialog", { name: "证即将到期" });
  await waitFor(() =>
    expect(within(dialog).getByRole("status").textContent).toBe("今天会提醒 1 位读者，现在是 1 位下次会新记 1 件待办"),
  );
  const ahead = within(dialog).getByRole("spinbutton", { name: "提前多少天提醒" });
  const save = within(dialog).getByRole("button", { name: "保存" });
  // nothing is saved that does not fit
  await userEvent.clear(ahead);
  expect(within(dialog).getByText("请填 1 到 180 的整数")).toBeTruthy();
  expect(save.getAttribute("aria-disabled")).toBe("true");
  await userEvent.type(ahead, "60");
  await waitFor(() =>
    expect(within(dialog).getByRole("status").textContent).toBe("今天会提醒 2 位读者，现在是 1 位下次会新记 2 件待办"),
  );
  await userEvent.selectOptions(within(dialog).getByRole("combobox", { name: "从哪些读者开始" }), "少儿");
  await waitFor(() =>
    expect(within(dialog).getByRole("status").textContent).toBe(
      "读者群里有 1 位读者今天会提醒 1 位读者，现在是 1 位下次会新记 1 件待办",
    ),
  );
  expect(await findAxeFaults(document.body)).toEqual([]);
  expect(await services.db.setting.get(shapeSettingId("card-expires"))).toBeUndefined();

  await userEvent.click(save);
  await screen.findByText("核心读者或有责任馆员的读者，证 60 天内到期。提醒续期，到期以前。只看读者群“少儿”");
  expect((await services.db.setting.get(shapeSettingId("card-expires")))?.value).toEqual({
    thresholds: { ahead: 60, open: 30 },
    segment: "g",
  });
  await services.writer.undo();
  await screen.findByText("核心读者或有责任馆员的读者，证 30 天内到期。提醒续期，到期以前");
});

it("names the days in which the rule for new readers speaks, on the page and in its dialog as they are changed", async () => {
  await openRules();
  await screen.findByText("办证满 30 天、不过 44 天，到馆日最多 1 个。欢迎一下，14 天内");
  await userEvent.click(screen.getByRole("button", { name: "调整：新读者没有再来" }));
  const dialog = within(await screen.findByRole("dialog", { name: "新读者没有再来" }));
  await dialog.findByText("办证满 30 天、不过 44 天，到馆日最多 1 个。欢迎一下，14 天内");
  const after = dialog.getByRole("spinbutton", { name: "过多少天提醒" });
  await userEvent.clear(after);
  await userEvent.type(after, "60");
  await dialog.findByText("办证满 60 天、不过 74 天，到馆日最多 1 个。欢迎一下，14 天内");
});

it("begins steps over weeks in place of a task where the library wants that, and says so with the rule", async () => {
  const { services } = await openRules();
  await userEvent.click(await screen.findByRole("button", { name: "调整：证即将到期" }));
  const dialog = within(await screen.findByRole("dialog", { name: "证即将到期" }));
  await waitFor(() => expect(dialog.getByRole("status").textContent).toMatch(/1 件待办$/));
  await userEvent.click(dialog.getByRole("checkbox", { name: "不记待办，开始分步联络“证件将到期”" }));
  await waitFor(() => expect(dialog.getByRole("status").textContent).toMatch(/今天会提醒 1 位读者.*0 件待办$/));
  expect(await findAxeFaults(document.body)).toEqual([]);
  await userEvent.click(dialog.getByRole("button", { name: "保存" }));
  await screen.findByText(/^核心读者或有责任馆员的读者.+。不记待办，开始分步联络“证件将到期”$/);
  expect((await services.db.setting.get(shapeSettingId("card-expires")))?.value).toMatchObject({ starts: true });
  // of a rule from which no list would follow it is not asked
  await userEvent.click(await screen.findByRole("button", { name: "调整：承诺逾期" }));
  const other = within(await screen.findByRole("dialog", { name: "承诺逾期" }));
  expect(other.queryByRole("checkbox")).toBeNull();
});

const list = (name: string, until: string) =>
  create("setting", `import-batch-${name}`, {
    name: `import.batch.${name}`,
    value: { importId: name, until: { visit: until } },
  });

it("says up to which day use is known, and that rules on use wait for the next list", async () => {
  const { services } = await openRules();
  await screen.findByRole("button", { name: "检查今天会提醒谁" });
  expect(screen.queryByText(/^读者来没来只知道到/)).toBeNull();
  await services.writer.run("test.lists", [list("a", addDays(TODAY, -60)), list("b", addDays(TODAY, -32))]);
  const note = `读者来没来只知道到 ${addDays(TODAY, -32)}（32 天前）。看利用的规则只看到这一天，之后的要等导入下一份名单`;
  await screen.findByText(note);
  for (const name of ["证即将到期", "承诺逾期"]) {
    await userEvent.click(screen.getByRole("checkbox", { name: `启用：${name}` }));
    await waitFor(() =>
      expect(screen.getByRole<HTMLInputElement>("checkbox", { name: `启用：${name}` }).checked).toBe(false),
    );
  }
  await userEvent.click(screen.getByRole("button", { name: "检查今天会提醒谁" }));
  await screen.findByText("今天没有要提醒的 · 看利用的规则在等下一份名单");
  await userEvent.click(screen.getByRole("button", { name: "调整：新读者没有再来" }));
  await within(await screen.findByRole("dialog", { name: "新读者没有再来" })).findByText(note);
});

it("says that a round was taken back, and noted again", async () => {
  const { services } = await openRules();
  await userEvent.click(await screen.findByRole("button", { name: "现在就记下" }));
  await screen.findByText("已记 2 件待办");
  await services.acts.turn("undo");
  await screen.findByText("已撤销：刚才记的 2 件待办都收回了");
  expect(screen.queryByRole("region", { name: "证即将到期" })).toBeNull();
  expect((await services.db.task.toArray()).filter(({ gone }) => gone !== 1)).toHaveLength(1);
  await services.acts.turn("redo");
  await screen.findByText("已记 2 件待办");
});
