import { cleanup, render, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { LIBRARY_NAME_ID } from "#shared/model/house.ts";
import { App } from "../../../../renderer/app/app.tsx";
import { create } from "../../../../renderer/db/write/changes.ts";
import { GuideScreen } from "../../../../renderer/features/guide/guide-screen.tsx";
import { guideStepText } from "../../../../renderer/features/guide/guide-search.ts";
import { GUIDE_TASKS } from "../../../../renderer/features/guide/guide-tasks.ts";
import { callCommands } from "../../../../renderer/features/outreach/calls/call-commands.ts";
import { createI18n } from "../../../../renderer/i18n/i18n.ts";
import { keyLabel } from "../../../../renderer/ui/keyboard.ts";
import { createTestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { proofDraw } from "../../../support/proof-scale.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { workerInPage } from "../../../support/worker-in-page.ts";
import { write } from "../../../support/write.ts";
import { paperOf } from "../../desk/keys.ts";

const LANGUAGES = ["zh-CN", "zh-TW", "en"] as const;
const STEPS = GUIDE_TASKS.flatMap(({ steps }) => steps);

afterEach(async () => {
  cleanup();
  await page.viewport(1366, 768);
});

async function openApp(language: (typeof LANGUAGES)[number] = "zh-CN") {
  const services = await createTestServices({ settings: { language } });
  const i18n = await createI18n(language);
  render(<App services={{ ...services, ...workerInPage(services) }} acts={services.acts} i18n={i18n} />);
  await screen.findByRole("navigation", { name: i18n.t("frame.modules") });
  return { services, t: i18n.t };
}

const titles = (): readonly (string | null)[] =>
  screen.queryAllByRole("heading", { level: 2 }).map(({ textContent }) => textContent);

describe("the guide", () => {
  it.each(proofDraw(LANGUAGES, { place: 1 }))(
    "tells its tasks in %s, by the names and keys of the screens",
    async (language) => {
      await renderWithServices(<GuideScreen />, { language });
      const { t } = await createI18n(language);
      expect(titles()).toEqual(GUIDE_TASKS.map(({ title }) => t(title)));
      for (const { title, when, steps } of GUIDE_TASKS) {
        const task = screen.getByRole("region", { name: t(title) });
        expect(within(task).getByText(t(when))).toBeTruthy();
        const items = within(task).getAllByRole("listitem");
        expect(items).toHaveLength(steps.length);
        expect(steps.length).toBeGreaterThanOrEqual(3);
        expect(steps.length).toBeLessThanOrEqual(7);
        for (const [index, step] of steps.entries()) {
          const item = items[index];
          expect(item?.textContent).toBe(guideStepText(step, t));
          expect(item?.textContent).not.toMatch(/[{}]/);
          for (const id of Object.values(step.names)) expect(item?.textContent).toContain(t(id));
          for (const key of Object.values(step.keys))
            expect([...(item?.querySelectorAll("kbd") ?? [])].map((each) => each.textContent)).toContain(keyLabel(key));
        }
      }
      expect(await findAxeFaults(document.body)).toEqual([]);
    },
  );

  it.each(LANGUAGES)(
    "puts in quotation marks in %s nothing but those names, and writes no key by hand",
    async (language) => {
      const { t } = await createI18n(language);
      for (const { says, names, keys } of STEPS) {
        const places = (of: object): readonly string[] => Object.keys(of).map((place) => `<${place}>`);
        const said = t(
          says,
          Object.fromEntries([...Object.keys(names), ...Object.keys(keys)].map((at) => [at, `<${at}>`])),
        );
        const quoted = [...said.matchAll(/[“「"]([^”」"]*)[”」"]/g)].map(([, text]) => text);
        expect([says, [...new Set(quoted)].sort()]).toEqual([says, [...places(names)].sort()]);
        for (const place of places(keys)) expect([says, said]).toEqual([says, expect.stringContaining(place)]);
        expect([says, said]).toEqual([says, expect.not.stringMatching(/\b(F\d+|Ctrl|Alt|Enter|Esc)\b/)]);
      }
    },
  );

  it("names only keys that a command has, or that every list and field knows", async () => {
    await openApp();
    const known = new Set(["Enter", "↓"].map((key) => keyLabel(key)));
    const learn = async (): Promise<void> => {
      await userEvent.keyboard("{Control>}[Slash]{/Control}");
      const sheet = await screen.findByRole("dialog", { name: "快捷键一览" });
      for (const key of sheet.querySelectorAll("kbd")) known.add(key.textContent ?? "");
      await userEvent.keyboard("{Escape}");
      await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    };
    await learn();
    await userEvent.keyboard("{Control>}[Digit3]{/Control}");
    await screen.findByRole("heading", { level: 1, name: "读者意见" });
    await waitFor(() => expect(screen.getByText("待分办")).toBeTruthy());
    await learn();
    await userEvent.keyboard("{Control>}k{/Control}");
    await write(await screen.findByRole("combobox", { name: "输入命令、姓名或证号" }), "工作日志{Enter}");
    await screen.findByRole("heading", { level: 1, name: "工作日志" });
    await learn();
    await userEvent.keyboard("{Control>}k{/Control}");
    await write(await screen.findByRole("combobox", { name: "输入命令、姓名或证号" }), "来件登记{Enter}");
    await screen.findByRole("heading", { level: 1, name: "来件登记" });
    await learn();
    const named = new Set(STEPS.flatMap(({ keys }) => Object.values(keys).map((key) => keyLabel(key))));
    // the tabs of a reader's page
    named.delete(keyLabel("Ctrl+PgDn"));
    for (const key of CALL_KEYS) known.add(key);
    expect([...named].filter((key) => !known.has(key))).toEqual([]);
  });

  it("is narrowed by words of its steps, names and keys, all of which must be there", async () => {
    await renderWithServices(<GuideScreen />);
    const box = screen.getByRole("searchbox", { name: "查找：想做什么" });
    expect(document.activeElement).toBe(box);
    await userEvent.type(box, "U盘");
    expect(titles()).toEqual(["几台电脑互相同步"]);
    await userEvent.clear(box);
    await write(box, "f9 清除");
    expect(titles()).toEqual(["读者要求清除资料"]);
    await userEvent.clear(box);
    await userEvent.type(box, "火箭");
    expect(titles()).toEqual([]);
    expect(screen.getByText(/^指南里没有说到这个/)).toBeTruthy();
    await userEvent.clear(box);
    expect(titles()).toHaveLength(GUIDE_TASKS.length);
  });

  it("goes to a task that is chosen at the left", async () => {
    await page.viewport(1093, 614);
    await renderWithServices(<GuideScreen />);
    const tasks = screen.getByRole("navigation", { name: "要做的事" });
    await userEvent.click(within(tasks).getByRole("button", { name: "来了新同事，设PIN" }));
    const title = screen.getByRole("heading", { name: "来了新同事，设PIN" });
    expect(document.activeElement).toBe(title);
    expect(title.getBoundingClientRect().bottom).toBeLessThan(614);
  });
});

/** As the screen of a call list has them, which needs a list to be open. */
const CALL_KEYS = callCommands({
  channel: "phone",
  singleKeys: true,
  calling: () => {
    throw new Error("only the keys are asked for");
  },
  isOpen: () => false,
  isElsewhere: () => false,
  question: () => undefined,
  onNote: () => undefined,
  onLater: () => undefined,
  onNumber: null,
  onCopy: null,
  dealing: null,
}).flatMap(({ keys = [] }) => keys.map((key) => keyLabel(key)));

describe("the way to the guide", () => {
  it.each(proofDraw(LANGUAGES))(
    "is F1 from any screen in %s, the bar above, and the palette; the keys are one key further",
    async (language) => {
      const { t } = await openApp(language);
      await userEvent.keyboard("{F1}");
      const search = await screen.findByRole("searchbox", { name: t("guide.search") });
      await waitFor(() => expect(document.activeElement).toBe(search));
      await userEvent.click(screen.getByRole("button", { name: new RegExp(`^${t("commands.help")}`) }));
      await screen.findByRole("dialog", { name: t("commands.help") });
      await userEvent.keyboard("{Escape}");
      await userEvent.keyboard("{Control>}[Comma]{/Control}");
      await waitFor(() => expect(screen.queryByRole("searchbox", { name: t("guide.search") })).toBeNull());
      await userEvent.click(screen.getByRole("button", { name: t("commands.guide") }));
      await screen.findByRole("searchbox", { name: t("guide.search") });
      await userEvent.keyboard("{Control>}[Comma]{/Control}");
      await userEvent.keyboard("{Control>}k{/Control}");
      const palette = await screen.findByRole("combobox", { name: t("frame.palette-hint") });
      await userEvent.type(palette, t("commands.guide"));
      await userEvent.click(await screen.findByRole("option", { name: new RegExp(`^${t("commands.guide")}`) }));
      await screen.findByRole("searchbox", { name: t("guide.search") });
    },
  );

  it("ends on paper: what is shown, with its keys", async () => {
    const { services, t } = await openApp();
    await services.writer.run("test", [
      create("setting", LIBRARY_NAME_ID, { name: "library-name", value: "城东图书馆" }),
    ]);
    await userEvent.keyboard("{F1}");
    await userEvent.type(await screen.findByRole("searchbox", { name: t("guide.search") }), "U盘");
    await screen.findByText(/^城东图书馆/);
    const print = screen.getByRole("button", { name: /打印指南/ });
    const paper = await paperOf(async () => print.click());
    const task = GUIDE_TASKS.find(({ id }) => id === "sync");
    expect(paper).toEqual([
      expect.stringMatching(/^城东图书馆/),
      t("commands.guide"),
      t("guide.sync"),
      t("guide.sync-when"),
      ...(task?.steps.map((step) => guideStepText(step, t)) ?? []),
    ]);
  });
});
