/**
 * Mounts a component as the program would: real catalogues, one live region, toasts, acts, commands, and
 * the services that the test hands over. Ask by role and visible text.
 */
import { CSPProvider } from "@base-ui/react/csp-provider";
import { type RenderResult, render } from "@testing-library/react";
import type { ReactNode } from "react";
import { Router } from "wouter";
import { ActsProvider } from "../../renderer/app/acts-provider.tsx";
import { createHistory } from "../../renderer/app/desk-history.ts";
import { createDeviceSettings, DeviceSettingsProvider } from "../../renderer/desk-services/device-settings.ts";
import { useCalendar } from "../../renderer/desk-services/library/use-calendar.ts";
import { createScreenCommands, ScreenCommandsProvider } from "../../renderer/desk-services/screen-commands.ts";
import { type Services, ServicesProvider } from "../../renderer/desk-services/services.ts";
import { WayBackProvider } from "../../renderer/desk-services/way-back.ts";
import { HistoryHost } from "../../renderer/features/history/history-host.tsx";
import { RecordSheetHost } from "../../renderer/features/readers/record-sheet-host.tsx";
import { createDeskSession, DeskSessionProvider } from "../../renderer/features/staff/desk-session.ts";
import { TaskSheetHost } from "../../renderer/features/tasks/task-sheet-host.tsx";
import { createI18n } from "../../renderer/i18n/i18n.ts";
import { I18nProvider } from "../../renderer/i18n/i18n-provider.tsx";
import type { Language } from "../../renderer/i18n/locale.ts";
import { LiveRegionProvider } from "../../renderer/ui/dialogs/live-region.tsx";
import { ToastProvider } from "../../renderer/ui/dialogs/toast.tsx";
import { PlatformContext } from "../../renderer/ui/platform.ts";
import { createTestServices, type TestServices } from "./desk-services.ts";
import "../../renderer/styles/index.css";

const Calendar = (): null => {
  useCalendar();
  return null;
};

export interface RenderOptions {
  readonly language?: Language;
  /** Own ones, or parts of them; a real database over a host in memory otherwise. */
  readonly services?: Partial<TestServices & Pick<Services, "worker">>;
  /** Where the window is. */
  readonly path?: string;
}

export interface Rendered extends RenderResult {
  readonly services: TestServices;
  /** Back and forward, and where the component went. */
  readonly history: ReturnType<typeof createHistory>;
  readonly session: ReturnType<typeof createDeskSession>;
  readonly screenCommands: ReturnType<typeof createScreenCommands>;
}

export async function renderWithServices(
  children: ReactNode,
  { language = "zh-CN", services: given = {}, path = "/" }: RenderOptions = {},
): Promise<Rendered> {
  const i18n = await createI18n(language);
  const services = { ...(await createTestServices(given.start)), ...given };
  const history = createHistory(path);
  const session = createDeskSession();
  const screenCommands = createScreenCommands();
  const result = render(
    <CSPProvider disableStyleElements>
      {/* a component that needs the worker is given one by its test; a missing one fails on first use */}
      <ServicesProvider value={services as Services}>
        <DeviceSettingsProvider value={createDeviceSettings(services.host, services.start.settings)}>
          <I18nProvider initial={i18n}>
            <PlatformContext value={services.start.platform}>
              <LiveRegionProvider>
                <ToastProvider>
                  <DeskSessionProvider value={session}>
                    <Router hook={history.hook}>
                      <ActsProvider acts={services.acts}>
                        <Calendar />
                        <ScreenCommandsProvider value={screenCommands}>
                          <WayBackProvider value={history.backTo}>
                            <HistoryHost>
                              <TaskSheetHost>
                                <RecordSheetHost>{children}</RecordSheetHost>
                              </TaskSheetHost>
                            </HistoryHost>
                          </WayBackProvider>
                        </ScreenCommandsProvider>
                      </ActsProvider>
                    </Router>
                  </DeskSessionProvider>
                </ToastProvider>
              </LiveRegionProvider>
            </PlatformContext>
          </I18nProvider>
        </DeviceSettingsProvider>
      </ServicesProvider>
    </CSPProvider>,
  );
  return { ...result, services, history, session, screenCommands };
}
