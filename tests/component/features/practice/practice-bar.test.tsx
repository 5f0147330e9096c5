import { cleanup, render, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { SHOWN_CARD } from "#shared/demo/shown-card.ts";
import { App } from "../../../../renderer/app/app.tsx";
import { create } from "../../../../renderer/db/write/changes.ts";
import { createI18n } from "../../../../renderer/i18n/i18n.ts";
import "../../../../renderer/styles/index.css";
import { createTestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { proofDraw } from "../../../support/proof-scale.ts";
import { workerInPage } from "../../../support/worker-in-page.ts";
import { paperOf } from "../../desk/keys.ts";

afterEach(async () => {
  cleanup();
  await page.viewport(1366, 768);
});

const LANGUAGES = ["zh-CN", "zh-TW", "en"] as const;

async function openTrial(language: (typeof LANGUAGES)[number] = "zh-CN", canLeave = true) {
  const services = await createTestServices({
    demo: true,
    canLeave,
    settings: { language, staff: "s1", branch: "b1" },
  });
  await services.writer.run("test", [
    create("branch", "b1", { name: "城东馆", code: "CD" }),
    create("staff", "s1", { name: "陈雨桐", initials: "陈" }),
    create("reader", "r1", { name: "张素琴", card: SHOWN_CARD }),
    create("feedback", "f1", {
      type: "suggestion",
      text: "阅览桌配放大镜",
      reader: "r1",
      status: "registered",
      receivedAt: 1,
    }),
  ]);
  const i18n = await createI18n(language);
  const leaveTrial = vi.fn(async () => undefined);
  const parts = { ...services, ...workerInPage(services), leaveTrial };
  const draw = (): void => void render(<App services={parts} acts={services.acts} i18n={i18n} />);
  draw();
  await screen.findByRole("navigation", { name: i18n.t("frame.modules") });
  return { ...services, t: i18n.t, draw, leaveTrial };
}

const bar = (): Promise<HTMLElement> =>
  screen.findByRole("region", { name: /^(五步练习|五步練習|Practice in five steps)$/ });
const current = (): string => document.querySelector("section [aria-current=step]")?.textContent ?? "";
const ring = (selector: string): string => {
  const element = document.querySelector(selector);
  return element === null ? "nothing there" : getComputedStyle(element).boxShadow;
};

it("is five steps over the real desk, each done by doing it, with a ring around what it wants", async () => {
  const { db, t } = await openTrial();
  await userEvent.click(screen.getByRole("button", { name: t("frame.practise") }));
  const practice = await bar();
  // what it prints is of nobody, as without the practice
  const paper = await paperOf(async () => window.print());
  expect(paper[0]).toBe(t("practice.sample"));
  expect(paper.join()).not.toMatch(new RegExp(`${t("practice.skip")}|${t("practice.step-scan")}`));
  expect(practice.getBoundingClientRect().height).toBe(44);
  expect(await findAxeFaults(document.body)).toEqual([]);
  const box = await screen.findByRole("combobox", { name: t("desk.scan-label") });
  expect(current()).toBe("1扫证");
  expect(await within(practice).findByText(/^张素琴来了/)).toBeTruthy();
  await waitFor(() => expect(ring(".scan input")).toMatch(/2px/));

  await userEvent.type(box, `${SHOWN_CARD}{Enter}`);
  await waitFor(() => expect(current()).toBe("2登记"));
  await waitFor(() => expect(ring('.preset[aria-keyshortcuts="Alt+5"]')).toMatch(/2px/));
  expect(ring(".scan input")).toBe("none");
  // Esc is the desk's, not the practice's
  await userEvent.keyboard("{Escape}");
  expect(await bar()).toBeTruthy();

  await userEvent.keyboard("{Alt>}[Digit5]{/Alt}");
  await waitFor(() => expect(current()).toBe("3撤销"));
  await waitFor(() => expect(ring(".toast .btn-undo")).toMatch(/2px/));

  await userEvent.keyboard("{Control>}z{/Control}");
  await waitFor(() => expect(current()).toBe("4答复意见"));
  expect(await db.interaction.filter(({ gone }) => gone === undefined).count()).toBe(0);

  // an entry of an earlier step counts for none that follows
  await userEvent.keyboard("{Control>}[Digit3]{/Control}");
  await userEvent.click(await screen.findByRole("button", { name: t("practice.skip") }));
  await waitFor(() => expect(current()).toBe("5同步"));
  await userEvent.keyboard("{F9}");
  expect(await within(await bar()).findByText(/^五步都做过了/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: t("practice.skip") })).toBeNull();
});

it("goes on where it was when the page is opened anew, ends when asked to, and begins again from the palette", async () => {
  const { db, t, draw } = await openTrial();
  await userEvent.click(screen.getByRole("button", { name: t("frame.practise") }));
  await userEvent.click(within(await bar()).getByRole("button", { name: t("practice.skip") }));
  await waitFor(() => expect(current()).toBe("2登记"));
  cleanup();
  draw();
  await bar();
  expect(current()).toBe("2登记");
  await userEvent.click(screen.getByRole("button", { name: t("practice.end") }));
  await screen.findByRole("button", { name: t("frame.practise") });
  expect(await db.meta.get("practice")).toBeUndefined();
  expect(document.documentElement.dataset.practice).toBeUndefined();
  await userEvent.keyboard("{Control>}k{/Control}");
  await userEvent.type(await screen.findByRole("combobox", { name: t("frame.palette-hint") }), t("commands.practice"));
  await userEvent.click(await screen.findByRole("option", { name: new RegExp(`^${t("commands.practice")}`) }));
  await bar();
  expect(current()).toBe("1扫证");
});

it("is offered in the trial alone", async () => {
  const services = await createTestServices({});
  const i18n = await createI18n("zh-CN");
  render(<App services={{ ...services, ...workerInPage(services) }} acts={services.acts} i18n={i18n} />);
  await screen.findByRole("navigation", { name: i18n.t("frame.modules") });
  await services.db.meta.put({ name: "practice", value: { done: 0, since: 0 } });
  await userEvent.keyboard("{Control>}k{/Control}");
  await userEvent.type(await screen.findByRole("combobox", { name: i18n.t("frame.palette-hint") }), "练习");
  await screen.findByText(i18n.t("frame.palette-nothing"));
  expect(screen.queryByText(i18n.t("frame.practise"))).toBeNull();
  expect(document.querySelector("section [aria-current=step]")).toBeNull();
});

it.each(proofDraw(LANGUAGES, { place: 2 }))("fits its 44 px in %s at every step", async (language) => {
  await page.viewport(1093, 614);
  const { db, t } = await openTrial(language);
  for (let done = 0; done <= 5; done++) {
    await db.meta.put({ name: "practice", value: { done, since: Number.MAX_SAFE_INTEGER } });
    const practice = await bar();
    await waitFor(() => expect(practice.querySelectorAll("li svg")).toHaveLength(done));
    const place = practice.getBoundingClientRect();
    const over = [...practice.querySelectorAll("p, button, li")].filter((part) => {
      const { top, bottom, right } = part.getBoundingClientRect();
      const isCut = part.scrollWidth > part.clientWidth + 1;
      return isCut || top < place.top || bottom > place.bottom || right > place.right;
    });
    expect([t("practice.title"), done, over.map(({ textContent }) => textContent)]).toEqual([
      t("practice.title"),
      done,
      [],
    ]);
  }
});

it.each(proofDraw(LANGUAGES, { place: 1 }))(
  "is left in %s by a press that is asked once, whose first answer is to stay",
  async (language) => {
    const { t, leaveTrial } = await openTrial(language);
    const leave = screen.getByRole("button", { name: t("frame.trial-leave") });
    await userEvent.click(leave);
    const asked = await screen.findByRole("alertdialog", { name: t("practice.leave-title") });
    expect(within(asked).getByText(t("practice.leave-what"))).toBeTruthy();
    await waitFor(() => expect(document.activeElement?.textContent).toBe(t("practice.leave-not")));
    expect(await findAxeFaults(document.body)).toEqual([]);
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
    expect(leaveTrial).not.toHaveBeenCalled();
    await userEvent.click(leave);
    await userEvent.click(await screen.findByRole("button", { name: t("practice.leave-act") }));
    expect(leaveTrial).toHaveBeenCalledTimes(1);
  },
);

it("has no way out where its folder is not the program's to delete", async () => {
  const { t } = await openTrial("zh-CN", false);
  await screen.findByRole("button", { name: t("frame.practise") });
  expect(screen.queryByRole("button", { name: t("frame.trial-leave") })).toBeNull();
});
