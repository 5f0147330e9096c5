/** The reports over a library of some changes, with the worker in the page. */
import type { Change } from "../../../../renderer/db/changes.ts";
import { ReportsScreen } from "../../../../renderer/features/reports/reports-screen.tsx";
import type { Locale } from "../../../../renderer/i18n/locale.ts";
import { createTestServices } from "../../../support/desk-services.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { ScreenKeys } from "../../../support/screen-keys.tsx";
import { workerInPage } from "../../../support/worker-in-page.ts";

export async function openReportsOf(changes: readonly Change[], query = "", language: Locale = "zh-CN") {
  const services = await createTestServices({ settings: { staff: "chen" } });
  if (changes.length > 0) await services.writer.run("test", changes);
  const rendered = await renderWithServices(
    <ScreenKeys>
      <ReportsScreen />
    </ScreenKeys>,
    { services: { ...services, ...workerInPage(services) }, language, path: `/statistics/reports?${query}` },
  );
  return { ...rendered, services };
}
