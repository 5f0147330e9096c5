/** A reader's page over a real database: two records that may be one person, and what passed with them. */
import { screen } from "@testing-library/react";
import { Route } from "wouter";
import { type Change, create } from "../../../../renderer/db/write/changes.ts";
import type { Services } from "../../../../renderer/desk-services/services.ts";
import { ReaderScreen } from "../../../../renderer/features/readers/reader-screen.tsx";
import type { Language } from "../../../../renderer/i18n/locale.ts";
import { createTestServices, type TestServices } from "../../../support/desk-services.ts";
import { type Rendered, renderWithServices } from "../../../support/render-with-services.tsx";
import { ScreenKeys } from "../../../support/screen-keys.tsx";
import { workerInPage } from "../../../support/worker-in-page.ts";

const NOON = new Date(2026, 10, 24, 12).getTime();

export async function openReader(
  id = "reader-a",
  more: readonly Change[] = [],
  language: Language = "zh-CN",
): Promise<Rendered & { readonly services: TestServices; readonly purged: () => number }> {
  const services = await createTestServices({ settings: { staff: "chen" } });
  await services.writer.run("test", [
    create("staff", "chen", { name: "陈雨桐" }),
    create("reader", "reader-a", {
      name: "张素琴",
      card: "002104178853",
      phones: ["13812345678"],
      organisation: "城东小学",
    }),
    create("reader", "reader-b", { name: "张素芹", email: "zhang@example.org", organisation: "城东中学" }),
    create("interaction", "log-1", {
      reader: "reader-a",
      at: NOON,
      channel: "desk",
      purpose: "equipment",
      question: "彩色复印三页",
      staff: "chen",
    }),
    create("interaction", "log-2", {
      reader: "reader-a",
      at: NOON - 86_400_000,
      channel: "phone",
      question: "问老花镜",
    }),
    create("interaction", "log-3", {
      reader: "reader-b",
      at: NOON - 2 * 86_400_000,
      channel: "letter",
      question: "荐购校史",
    }),
    ...more,
  ]);
  let purged = 0;
  const worker = { ...workerInPage(services).worker, erasing: { purge: async () => ++purged > 0 } };
  const rendered = await renderWithServices(
    <ScreenKeys>
      <Route path="/readers/:id">
        <ReaderScreen />
      </Route>
    </ScreenKeys>,
    { services: { ...services, worker: worker as unknown as Services["worker"] }, path: `/readers/${id}`, language }, // erasing is counted only
  );
  await screen.findByRole("heading", { level: 1, name: /张素/ });
  return { ...rendered, services, purged: () => purged };
}

export const timeline = (): Promise<HTMLElement> => screen.findByRole("listbox", { name: "往来记录" });
