/** The reports over a library of some changes, with the worker in the page. */
import type { Host } from "#shared/host/contract.ts";
import type { DeviceSettings } from "#shared/host/device-calls.ts";
import { ok } from "#shared/kernel/result.ts";
import type { Change } from "../../../../renderer/db/write/changes.ts";
import { ReportsScreen } from "../../../../renderer/features/reports/reports-screen.tsx";
import type { Locale } from "../../../../renderer/i18n/locale.ts";
import { createTestServices } from "../../../support/desk-services.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { ScreenKeys } from "../../../support/screen-keys.tsx";
import { workerInPage } from "../../../support/worker-in-page.ts";

export interface Saved {
  readonly suggestedName: string;
  readonly bytes: Uint8Array;
}

/** @param listed so many rows the screen lists at most, of those behind a figure */
export async function openReportsOf(
  changes: readonly Change[],
  query = "",
  language: Locale = "zh-CN",
  settings: DeviceSettings = { staff: "chen" },
  listed = 1000,
) {
  const services = await createTestServices({ settings });
  if (changes.length > 0) await services.writer.run("test", changes);
  const saved: Saved[] = [];
  const host = (async (name: string, args: Saved) => {
    if (name !== "file.save") return services.testHost.call(name as never, args as never); // the rest as the test's own host answers
    saved.push(args);
    return ok({ name: args.suggestedName });
  }) as unknown as Host;
  const { worker } = workerInPage(services);
  const { rows } = worker.reports;
  const listedRows = (...[asked, behind, most]: Parameters<typeof rows>) =>
    rows(asked, behind, most === 1000 ? listed : most);
  const reports = { ...worker.reports, rows: listedRows as typeof rows }; // in the page no proxy stands between
  const rendered = await renderWithServices(
    <ScreenKeys>
      <ReportsScreen />
    </ScreenKeys>,
    { services: { ...services, worker: { ...worker, reports }, host }, language, path: `/statistics/reports?${query}` },
  );
  return { ...rendered, services, saved };
}
