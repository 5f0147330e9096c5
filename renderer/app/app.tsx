/**
 * The whole page over its services: languages, one live voice, toasts, appearance, then the frame. What
 * lives as long as the window is made here or in `main.tsx`, and nowhere else.
 */
import { CSPProvider } from "@base-ui/react/csp-provider";
import { type ReactNode, Suspense, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { Router } from "wouter";
import type { Acts } from "../acts/acts.ts";
import { createDeviceSettings, DeviceSettingsProvider, useDeviceSettings } from "../desk-services/device-settings.ts";
import { useCalendar } from "../desk-services/library/use-calendar.ts";
import { createScreenCommands, ScreenCommandsProvider } from "../desk-services/screen-commands.ts";
import { type Services, ServicesProvider } from "../desk-services/services.ts";
import { createDeskSession, DeskSessionProvider } from "../features/staff/desk-session.ts";
import type { I18n } from "../i18n/i18n.ts";
import { I18nProvider } from "../i18n/i18n-provider.tsx";
import { useLanguage } from "../i18n/use-t.ts";
import type { KeptLock } from "../platform/kept-lock.ts";
import { LiveRegionProvider } from "../ui/dialogs/live-region.tsx";
import { ToastProvider } from "../ui/dialogs/toast.tsx";
import { PlatformContext } from "../ui/platform.ts";
import { ActsProvider } from "./acts-provider.tsx";
import { useAppearance } from "./appearance.ts";
import { createHistory } from "./desk-history.ts";
import { FeatureProviders } from "./feature-composition.tsx";
import { LastResortNotice } from "./trouble/last-resort-notice.tsx";
import { LazyDatabaseGone } from "./trouble/lazy-dialogs.ts";
import { Frame } from "./window-frame.tsx";

interface AppProps {
  readonly services: Services;
  readonly acts: Acts;
  /** The language of the first paint, loaded before it. */
  readonly i18n: I18n;
  /** Where it is kept that the privacy screen is up; without it the page's end ends it. */
  readonly lock?: KeptLock;
}

export function App({ services, acts, i18n, lock }: AppProps) {
  const [history] = useState(createHistory);
  const [session] = useState(() => createDeskSession(lock));
  const [screenCommands] = useState(createScreenCommands);
  const settings = useMemo(() => createDeviceSettings(services.host, services.start.settings), [services]);
  return (
    <CSPProvider disableStyleElements>
      <ServicesProvider value={services}>
        <DeviceSettingsProvider value={settings}>
          <I18nProvider initial={i18n}>
            <PlatformContext value={services.start.platform}>
              <LastResortNotice />
              <LiveRegionProvider>
                <ToastProvider>
                  <DeskSessionProvider value={session}>
                    <Router hook={history.hook}>
                      <Settled services={services}>
                        <ActsProvider acts={acts}>
                          <ScreenCommandsProvider value={screenCommands}>
                            <FeatureProviders>
                              <Frame history={history} />
                              <WhereGone services={services} />
                            </FeatureProviders>
                          </ScreenCommandsProvider>
                        </ActsProvider>
                      </Settled>
                    </Router>
                  </DeskSessionProvider>
                </ToastProvider>
              </LiveRegionProvider>
            </PlatformContext>
          </I18nProvider>
        </DeviceSettingsProvider>
      </ServicesProvider>
    </CSPProvider>
  );
}

/** Once it was gone the notice stays in the page: it says by itself that all is back. */
function WhereGone({ services: { db } }: { services: Services }) {
  const isGone = useSyncExternalStore(db.presence.subscribe, db.presence.isGone);
  const [wasGone, setWasGone] = useState(isGone);
  if (isGone && !wasGone) setWasGone(true);
  return (
    wasGone && (
      <Suspense fallback={null}>
        <LazyDatabaseGone />
      </Suspense>
    )
  );
}

/** Follows this computer's settings: looks, language, and whose name the entries carry. */
function Settled({ services, children }: { services: Services; children: ReactNode }) {
  const settings = useDeviceSettings();
  const [language, setLanguage] = useLanguage();
  useAppearance(settings);
  useCalendar();
  useEffect(() => {
    if (settings.language !== undefined && settings.language !== language) void setLanguage(settings.language);
  }, [settings.language, language, setLanguage]);
  useEffect(() => {
    if (settings.staff !== undefined) services.writer.setStaff(settings.staff);
  }, [settings.staff, services]);
  return children;
}
