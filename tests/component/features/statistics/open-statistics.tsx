/** The statistics over a library of some changes, and the list of readers that its numbers lead to, with the worker in the page. */
import { Route, Switch } from "wouter";
import type { Host } from "#shared/host/contract.ts";
import type { DeviceSettings } from "#shared/host/device-calls.ts";
import { ok } from "#shared/kernel/result.ts";
import type { Change } from "../../../../renderer/db/write/changes.ts";
import { ReadersScreen } from "../../../../renderer/features/readers/readers-screen.tsx";
import { StatisticsScreen } from "../../../../renderer/features/statistics/statistics-screen.tsx";
import type { Locale } from "../../../../renderer/i18n/locale.ts";
import type { StatisticsApi } from "../../../../renderer/platform/worker/statistics-api.ts";
import { ToastDock } from "../../../../renderer/ui/dialogs/toast.tsx";
import { createTestServices } from "../../../support/desk-services.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { ScreenKeys } from "../../../support/screen-keys.tsx";
import { workerInPage } from "../../../support/worker-in-page.ts";

/** @param standIn what answers instead of the worker's statistics */
export async function openStatisticsOf(
  changes: readonly Change[],
  language: Locale = "zh-CN",
  path = "/statistics",
  settings: DeviceSettings = { staff: "chen" },
  standIn: (statistics: StatisticsApi) => StatisticsApi = (statistics) => statistics,
) {
  const services = await createTestServices({ settings });
  const { worker } = workerInPage(services);
  const statistics = worker.statistics as unknown as StatisticsApi; // in the page nothing is remote
  /** Names of the files that were saved. */
  const files: string[] = [];
  const bytes: Uint8Array[] = [];
  const host = (async (name: string, args: { readonly suggestedName: string; readonly bytes: Uint8Array }) => {
    if (name !== "file.save") return services.testHost.call(name as never, args as never); // the rest as the test's own host answers
    files.push(args.suggestedName);
    bytes.push(args.bytes);
    return ok({ name: args.suggestedName });
  }) as unknown as Host;
  if (changes.length > 0) await services.writer.run("test", changes);
  const rendered = await renderWithServices(
    <ScreenKeys>
      <Switch>
        <Route path="/readers" component={ReadersScreen} />
        <Route component={StatisticsScreen} />
      </Switch>
      <ToastDock />
    </ScreenKeys>,
    {
      services: {
        ...services,
        host,
        worker: { ...worker, statistics: standIn(statistics) as unknown as typeof worker.statistics },
      },
      language,
      path,
    },
  );
  return { ...rendered, services, files, bytes };
}
