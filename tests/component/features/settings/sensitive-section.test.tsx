import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { JURISDICTION_ID } from "#shared/model/house.ts";
import { SENSITIVE_CLASSES_ID } from "#shared/model/settings/sensitive-classes.ts";
import { setSetting } from "../../../../renderer/db/write/library-setting.ts";
import { SensitiveSection } from "../../../../renderer/features/settings/sensitive-section.tsx";
import { ToastDock } from "../../../../renderer/ui/dialogs/toast.tsx";
import { createTestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";

it("takes a class away and adds one, says why it takes none, and undoes the change", async () => {
  const { container, services } = await renderWithServices(
    <>
      <SensitiveSection />
      <ToastDock />
    </>,
  );
  const list = within(await screen.findByRole("list", { name: "敏感类目" }));
  const shown = (): readonly (string | undefined)[] =>
    list.getAllByRole("listitem").map(({ firstChild }) => firstChild?.textContent ?? undefined);
  expect(shown().slice(0, 3)).toEqual(["B9（B 哲学、宗教）", "D 政治、法律", "R 医药、卫生"]);
  // the figures of three decimal schemes say what they stand for
  const decimal = [
    ["2", "宗教"],
    ["32", "政治"],
    ["34", "法律"],
    ["41", "医药"],
    ["57", "政治"],
    ["58", "法律"],
    ["61", "医药"],
  ];
  expect(shown().slice(3)).toEqual(decimal.map(([code, subject]) => `${code}（${subject}，十进分类法）`));
  expect(await findAxeFaults(container)).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "移除 D" }));
  await waitFor(() => expect(shown()).not.toContain("D 政治、法律"));
  const field = screen.getByRole("textbox", { name: /^类目号/ });
  await userEvent.type(field, "r 4{Enter}");
  expect(await screen.findByText("没有添加：已经包含在 R 里")).toBeTruthy();
  await userEvent.clear(field);
  await userEvent.type(field, "宗教{Enter}");
  expect(await screen.findByText("没有添加：请写类目号，字母开头或全是数字")).toBeTruthy();
  await userEvent.clear(field);
  await userEvent.type(field, "ｔ p{Enter}");
  await waitFor(() => expect(shown()).toContain("TP（T 工业技术）"));
  expect((await services.db.setting.get(SENSITIVE_CLASSES_ID))?.value).toEqual([
    "2",
    "32",
    "34",
    "41",
    "57",
    "58",
    "61",
    "B9",
    "R",
    "TP",
  ]);
  // the toast of the class that was taken away has a button to undo that
  await screen.findByText("已加敏感类目：TP", { selector: ".toast[data-tone=done] *" });
  await userEvent.click(screen.getByRole("button", { name: /^撤销/ }));
  await waitFor(() => expect(shown()).not.toContain("TP（T 工业技术）"));
  await services.writer.undo();
  await waitFor(() => expect(shown()).toContain("D 政治、法律"));
});

it("keeps a second code that is typed while the first is being saved", async () => {
  const services = await createTestServices();
  let safe = (): void => undefined;
  const journaled = new Promise<void>((resolve) => {
    safe = resolve;
  });
  const run = services.writer.run.bind(services.writer);
  vi.spyOn(services.writer, "run").mockImplementation(async (...given) => {
    await journaled;
    return await run(...given);
  });
  await renderWithServices(
    <>
      <SensitiveSection />
      <ToastDock />
    </>,
    { services },
  );
  const field = await screen.findByRole<HTMLInputElement>("textbox");
  await userEvent.type(field, "TP{Enter}");
  await userEvent.clear(field);
  await userEvent.type(field, "K8");
  safe();
  await screen.findByRole("button", { name: "移除 TP" });
  await screen.findByText("已加敏感类目：TP", { selector: ".toast[data-tone=done] *" });
  expect(field.value).toBe("K8");
});

it("takes two away that are clicked one right after the other", async () => {
  const { services } = await renderWithServices(<SensitiveSection />);
  const remove = await screen.findAllByRole("button", { name: /^移除 [DR]$/ });
  expect(remove).toHaveLength(2);
  for (const button of remove) button.click();
  await waitFor(() => expect(screen.queryByRole("button", { name: /^移除 [DR]$/ })).toBeNull());
  expect((await services.db.setting.get(SENSITIVE_CLASSES_ID))?.value).toEqual([
    "B9",
    "2",
    "32",
    "34",
    "41",
    "57",
    "58",
    "61",
  ]);
});

it.each([
  [
    "taiwan",
    "zh-TW",
    [
      "2（宗教，中文圖書分類法）",
      "41（醫藥，中文圖書分類法）",
      "57（政治，中文圖書分類法）",
      "58（法律，中文圖書分類法）",
    ],
    "類號，例如210或57",
  ],
  ["mainland", "zh-CN", ["B9（B 哲学、宗教）", "D 政治、法律", "R 医药、卫生"], "类目号，例如B9或R"],
] as const)(
  "has the classes of the scheme that libraries of the place use: %s",
  async (place, language, classes, hint) => {
    const services = await createTestServices();
    await services.writer.run("test", setSetting(null, JURISDICTION_ID, "jurisdiction", place));
    await renderWithServices(<SensitiveSection />, { services, language });
    expect(await screen.findByRole("textbox", { name: hint })).toBeTruthy();
    expect(screen.getAllByRole("listitem").map(({ firstChild }) => firstChild?.textContent)).toEqual(classes);
  },
);
