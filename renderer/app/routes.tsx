/** Screens by their place. All but the first are chunks that come while the window has nothing else to do. */
import { memo, Suspense } from "react";
import { matchRoute, Route, Switch, useLocation, useRouter, useSearch } from "wouter";
import { useT } from "../i18n/use-t.ts";
import { WholeLanguage } from "../i18n/whole-language.tsx";
import { ToastDock } from "../ui/dialogs/toast.tsx";
import { SCREENS, useNotePlace } from "./feature-composition.tsx";
import { drawBroken } from "./trouble/broken-screen.tsx";
import { ErrorBoundary } from "./trouble/error-boundary.tsx";
import { useWarming } from "./warming.ts";

/** What changes in the frame around them is not theirs. */
export const Screens = memo(function Screens() {
  const t = useT();
  const [location] = useLocation();
  const search = useSearch();
  const { parser } = useRouter();
  useWarming();
  const note = useNotePlace();
  const current = SCREENS.find((route) => matchRoute(parser, route.path, location)[0]);
  return (
    <div className="stage">
      <ErrorBoundary resetKey={`${location}?${search}`} draw={drawBroken}>
        <Suspense fallback={<main id="main" className="work" aria-busy="true" />}>
          <Switch>
            {SCREENS.map(({ path, Screen }) => (
              <Route key={path} path={path}>
                {Screen.warm === undefined ? (
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
      {!current?.ownDock && <ToastDock passing>{note}</ToastDock>}
    </div>
  );
});
