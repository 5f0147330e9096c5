/**
 * Screens by their place. Each is a chunk that is fetched when first shown, or when the window has nothing
 * else to do, so that changing modules later costs no waiting.
 */
import { type ComponentType, type LazyExoticComponent, lazy, Suspense, useEffect } from "react";
import { matchRoute, Route, Switch, useLocation, useRouter } from "wouter";
import { useSpoken } from "../i18n/i18n-provider.tsx";
import { useT } from "../i18n/use-t.ts";
import { WholeLanguage } from "../i18n/whole-language.tsx";
import { ToastDock } from "../ui/toast.tsx";
import { SCREENS } from "./composition.tsx";
import { ErrorBoundary } from "./error-boundary.tsx";
import type { ScreenRoute } from "./feature.ts";

const lazyScreen = ({ load }: ScreenRoute): LazyExoticComponent<ComponentType> => lazy(async () => ({ default: await load() }));

const ROUTES = SCREENS.map((screen) => ({ ...screen, Screen: lazyScreen(screen) }));

/** Fetches all screens and their sentences, one after the other, while nothing else is to do. */
function useWarmScreens(): void {
  const { i18n } = useSpoken();
  useEffect(() => {
    let wanted = true;
    requestIdleCallback(() => void i18n.screens());
    const warm = ([screen, ...rest]: readonly ScreenRoute[]): void => {
      if (!wanted || screen === undefined) return;
      requestIdleCallback(() => void screen.load().then(() => warm(rest)));
    };
    warm(SCREENS);
    return () => {
      wanted = false;
    };
  }, [i18n]);
}

export function Screens() {
  const t = useT();
  const [location] = useLocation();
  const { parser } = useRouter();
  useWarmScreens();
  const current = ROUTES.find((route) => matchRoute(parser, route.path, location)[0]);
  return (
    <div className="stage">
      <ErrorBoundary resetKey={location}>
        <Suspense fallback={<main id="main" className="work" aria-busy="true" />}>
          <Switch>
            {ROUTES.map(({ path, Screen }) => (
              <Route key={path} path={path}>
                {path === "/" ? (
                  <Screen />
                ) : (
                  <WholeLanguage>
                    <Screen />
                  </WholeLanguage>
                )}
              </Route>
            ))}
            <Route>
              <main id="main" className="empty">
                <p>{t("frame.no-such-place")}</p>
              </main>
            </Route>
          </Switch>
        </Suspense>
      </ErrorBoundary>
      {!current?.ownDock && <ToastDock />}
    </div>
  );
}
