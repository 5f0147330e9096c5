/** The statistics over a library of some changes, with the worker in the page. */
import type { DeviceSettings } from "#shared/host/device-calls.ts";
import type { Change } from "../../../../renderer/db/changes.ts";
import { StatisticsScreen } from "../../../../renderer/features/statistics/statistics-screen.tsx";
import type { Locale } from "../../../../renderer/i18n/locale.ts";
import { createTestServices } from "../../../support/desk-services.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { ScreenKeys } from "../../../support/screen-keys.tsx";
import { workerInPage } from "../../../support/worker-in-page.ts";

export async function openStatisticsOf(changes: readonly Change[], language: Locale = "zh-CN", path = "/statistics", settings: DeviceSettings = { staff: "chen" }) {
  const services = await createTestServices({ settings });
  if (changes.length > 0) await services.writer.run("test", changes);
  const rendered = await renderWithServices(
    <ScreenKeys>
      <StatisticsScreen />
    </ScreenKeys>,
    { services: { ...services, ...workerInPage(services) }, language, path },
  );
  return { ...rendered, services };
}
