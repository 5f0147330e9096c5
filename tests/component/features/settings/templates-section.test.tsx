import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { readTemplates, type StoredTemplate } from "../../../../renderer/desk-services/template-choice.tsx";
import { TemplatesSection } from "../../../../renderer/features/settings/templates/templates-section.tsx";
import { ToastDock } from "../../../../renderer/ui/dialogs/toast.tsx";
import { createTestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";

it("takes a template's text in three languages, says what is no field, and takes a removal back", async () => {
  const services = await createTestServices();
  await renderWithServices(
    <>
      <TemplatesSection />
      <ToastDock />
    </>,
    { services },
  );
  const stored = async (): Promise<readonly Omit<StoredTemplate, "id">[]> =>
    (await readTemplates(services.db)).map(({ id: _, ...template }) => template);
  const replies = within(await screen.findByRole("group", { name: "给读者的答复" }));
  await userEvent.type(replies.getByRole("textbox", { name: "新的答复模板，写名称" }), "受理通知{Enter}");
  const chinese = await replies.findByRole("textbox", { name: "简体中文" });
  // it is open, and the keys are in its first field
  expect(document.activeElement).toBe(replies.getByRole("textbox", { name: "名称" }));
  await userEvent.click(chinese);
  await userEvent.paste("{称呼}您好，意见{登记号}已受理");
  await userEvent.tab();
  await replies.findByText(/^未能保存：\{称呼\}不是可用的字段。可用：\{登记号\}、/);
  expect(await findAxeFaults(document.body)).toEqual([]);
  expect((await stored())[0]?.texts).toEqual({});
  await userEvent.clear(chinese);
  await userEvent.paste("意见{登记号}已受理");
  await userEvent.tab();
  await expect.poll(async () => (await stored())[0]?.texts).toEqual({ "zh-CN": "意见{登记号}已受理" });
  await userEvent.click(replies.getByRole("textbox", { name: "English" }));
  await userEvent.paste("We have {number}");
  await userEvent.tab();
  await expect
    .poll(stored)
    .toEqual([{ use: "reply", name: "受理通知", texts: { "zh-CN": "意见{登记号}已受理", en: "We have {number}" } }]);
  await userEvent.click(replies.getByRole("button", { name: "移除“受理通知”" }));
  await screen.findByText("已移除模板：受理通知", { selector: ".toast *" });
  expect(await stored()).toEqual([]);
  await services.writer.undo();
  await expect.poll(async () => (await stored())[0]?.texts.en).toBe("We have {number}");
  // what it says stands beside its name, in another language where this one has none
  await expect
    .poll(() => replies.getByRole("button", { name: "受理通知" }).parentElement?.textContent)
    .toBe("受理通知意见{登记号}已受理");
  await userEvent.clear(await replies.findByRole("textbox", { name: "简体中文" }));
  await userEvent.tab();
  await expect
    .poll(() => replies.getByRole("button", { name: "受理通知" }).parentElement?.textContent)
    .toBe("受理通知We have {number}");
  // a name alone is no template of the other kind
  expect(within(screen.getByRole("group", { name: "待办" })).queryByRole("listitem")).toBeNull();
});
