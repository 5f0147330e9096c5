/**
 * Screens by their place. Each is a chunk that is fetched when first shown, or when the window has nothing
 * else to do, so that changing modules later costs no waiting.
 */
import { type ComponentType, type LazyExoticComponent, lazy, Suspense, useEffect } from "react";
import { matchRoute, Route, Switch, useLocation, useRouter } from "wouter";
import { useT } from "../i18n/use-t.ts";
import { ToastDock } from "../ui/toast.tsx";
import { SCREENS } from "./composition.tsx";
import { ErrorBoundary } from "./error-boundary.tsx";
import type { ScreenRoute } from "./feature.ts";

const lazyScreen = ({ load }: ScreenRoute): LazyExoticComponent<ComponentType> => lazy(async () => ({ default: await load() }));

const ROUTES = SCREENS.map((screen) => ({ ...screen, Screen: lazyScreen(screen) }));

/** Fetches all screens, one after the other, while nothing else is to do. */
function useWarmScreens(): void {
  useEffect(() => {
    let wanted = true;
    const warm = ([screen, ...rest]: readonly ScreenRoute[]): void => {
      if (!wanted || screen === undefined) return;
      requestIdleCallback(() => void screen.load().then(() => warm(rest)));
    };
    warm(SCREENS);
    return () => {
      wanted = false;
    };
  }, []);
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
                <Screen />
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
