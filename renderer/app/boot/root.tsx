/**
 * Shows where the start is, then the first run or the desk itself. The desk's code loads meanwhile. What cannot
 * be loaded or drawn on the way is said as a start that has failed: the page is never left blank or waiting.
 */
import { type ReactNode, Suspense, useEffect, useState } from "react";
import { defectLine, toDefect } from "#shared/host/defect.ts";
import type { DeviceSettings } from "#shared/host/device-calls.ts";
import { type Diagnostics, DiagnosticsProvider } from "../../desk-services/diagnostics.ts";
import { type I18n, startI18n } from "../../i18n/i18n.ts";
import { I18nProvider } from "../../i18n/i18n-provider.tsx";
import { WholeLanguage } from "../../i18n/whole-language.tsx";
import { windowLock } from "../../platform/kept-lock.ts";
import { lazyPart } from "../../ui/hooks/lazy-part.tsx";
import { useAppearance } from "../appearance.ts";
import { ErrorBoundary } from "../trouble/error-boundary.tsx";
import { LastResortNotice } from "../trouble/last-resort-notice.tsx";
import type { Boot } from "./boot.ts";
import { BootScreen } from "./boot-screen.tsx";
import { languageAt } from "./trial-place.ts";

const App = lazyPart(async () => (await import("../app.tsx")).App);
const FirstRun = lazyPart(async () => (await import("../../features/first-run/first-run.tsx")).FirstRun);
const CodeSheet = lazyPart(async () => (await import("../../features/sync/share/code-sheet.tsx")).CodeSheet);
// asked for before anything else is known; a failure shows where the desk should stand
const appIsHere = App.warm().catch(() => undefined);

interface Shown {
  readonly boot: Boot;
  readonly i18n: I18n;
}

export interface RootProps {
  /** In the language that the browser asks for; the computer's own setting is known a moment later. */
  readonly initial: I18n;
  readonly diagnostics: Diagnostics;
  /** The way to a working desk. */
  readonly boot: (tell: (boot: Boot) => void) => Promise<void>;
}

const NOT_KNOWN: DeviceSettings = {};

/** Looks as the desk will. */
function BeforeDesk({ settings, children }: { settings: DeviceSettings; children: ReactNode }) {
  useAppearance(settings);
  return children;
}

export function Root({ initial, diagnostics, boot }: RootProps) {
  const [{ boot: now, i18n }, show] = useState<Shown>({ boot: { state: "starting", step: "host" }, i18n: initial });
  useEffect(() => {
    let wanted = true;
    let shown: Promise<void> = Promise.resolve();
    void boot((next) => {
      // one after the other, and nothing is taken down before what follows it can be drawn
      shown = shown.then(async () => {
        const [spoken] = await Promise.all([
          languageFor(next, initial, diagnostics),
          next.state === "ready" ? appIsHere : null,
        ]);
        if (wanted) show({ boot: next, i18n: spoken });
      });
    });
    return () => {
      wanted = false;
    };
  }, [initial, diagnostics, boot]);
  const around = (children: ReactNode): ReactNode => (
    <I18nProvider initial={i18n} key={i18n.language}>
      <BeforeDesk settings={"start" in now ? (now.start?.settings ?? NOT_KNOWN) : NOT_KNOWN}>{children}</BeforeDesk>
    </I18nProvider>
  );
  const broken = (error: Error): ReactNode =>
    around(
      <BootScreen
        boot={{ state: "failed", failure: { tag: "broke", reason: defectLine(toDefect(error, "page", "screen")) } }}
      />,
    );
  return (
    <DiagnosticsProvider value={diagnostics}>
      <ErrorBoundary resetKey={now.state} draw={broken}>
        {now.state === "ready" ? (
          <Suspense fallback={null}>
            <App services={now.services} acts={now.acts} i18n={i18n} lock={windowLock} />
          </Suspense>
        ) : (
          around(
            <>
              {now.state === "first-run" ? (
                <Suspense fallback={null}>
                  <WholeLanguage>
                    <FirstRun
                      host={now.host}
                      start={now.start}
                      onDone={now.proceed}
                      onTrial={now.openAnew}
                      drawCode={(sheet) => <CodeSheet {...sheet} no={1} madeAt={null} />}
                    />
                  </WholeLanguage>
                </Suspense>
              ) : (
                <BootScreen boot={now} />
              )}
              {now.state !== "held" && now.state !== "failed" && <LastResortNotice />}
            </>,
          )
        )}
      </ErrorBoundary>
    </DiagnosticsProvider>
  );
}

/** A language that cannot be loaded keeps nobody from the desk: it goes on in the first one. */
async function languageFor(next: Boot, initial: I18n, { lastResort }: Diagnostics): Promise<I18n> {
  const start = next.state === "ready" ? next.services.start : "start" in next ? next.start : undefined;
  if (start === undefined) return initial;
  try {
    const language = languageAt(start);
    return language === initial.language ? initial : await startI18n(language);
  } catch (error) {
    lastResort.note(error, "start");
    return initial;
  }
}
