/** Shows where the start is, then the first run or the desk itself. The desk's code loads meanwhile. */
import { Suspense, useEffect, useState } from "react";
import { type I18n, startI18n } from "../i18n/i18n.ts";
import { I18nProvider } from "../i18n/i18n-provider.tsx";
import { pickLocale } from "../i18n/locale.ts";
import { WholeLanguage } from "../i18n/whole-language.tsx";
import { windowLock } from "../platform/kept-lock.ts";
import { late } from "../ui/late.tsx";
import { type Boot, boot } from "./boot.ts";
import { BootScreen } from "./boot-screen.tsx";

const App = late(async () => (await import("./app.tsx")).App);
const FirstRun = late(async () => (await import("../features/first-run/first-run.tsx")).FirstRun);
// asked for before anything else is known; a failure shows where the desk should stand
const appIsHere = App.warm().catch(() => undefined);

interface Shown {
  readonly boot: Boot;
  readonly i18n: I18n;
}

/** @param initial in the language that the browser asks for; the computer's own setting is known a moment later */
export function Root({ initial }: { initial: I18n }) {
  const [{ boot: now, i18n }, show] = useState<Shown>({ boot: { state: "starting", step: "host" }, i18n: initial });
  useEffect(() => {
    let wanted = true;
    let shown: Promise<void> = Promise.resolve();
    void boot((next) => {
      // one after the other, and nothing is taken down before what follows it can be drawn
      shown = shown.then(async () => {
        const [spoken] = await Promise.all([languageFor(next, initial), next.state === "ready" ? appIsHere : null]);
        if (wanted) show({ boot: next, i18n: spoken });
      });
    });
    return () => {
      wanted = false;
    };
  }, [initial]);
  if (now.state === "ready") {
    return (
      <Suspense fallback={null}>
        <App services={now.services} i18n={i18n} lock={windowLock} />
      </Suspense>
    );
  }
  return (
    <I18nProvider initial={i18n} key={i18n.language}>
      {now.state === "first-run" ? (
        <Suspense fallback={null}>
          <WholeLanguage>
            <FirstRun host={now.host} start={now.start} onDone={now.proceed} />
          </WholeLanguage>
        </Suspense>
      ) : (
        <BootScreen boot={now} />
      )}
    </I18nProvider>
  );
}

async function languageFor(next: Boot, initial: I18n): Promise<I18n> {
  const start = next.state === "ready" ? next.services.start : next.state === "first-run" ? next.start : null;
  if (start === null) return initial;
  // a browser knows the person's languages better than the process that serves it
  const language = start.settings.language ?? pickLocale(start.shell === "browser" ? navigator.languages : start.locales);
  return language === initial.language ? initial : startI18n(language);
}
