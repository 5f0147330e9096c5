/** The desk: quick log above, the reader in the middle, this session below, today on the right. */
import { Suspense } from "react";
import { useT } from "../../i18n/use-t.ts";
import { ToastDock } from "../../ui/dialogs/toast.tsx";
import { lazyPart } from "../../ui/hooks/lazy-part.tsx";
import { Nobody } from "./card/nobody.tsx";
import { useDeskState } from "./desk-context.ts";
import { LazyNoteLine, LazyReaderCard } from "./lazy-parts.ts";
import { PresetsBar } from "./log/presets-bar.tsx";
import { SessionStrip } from "./session/session-strip.tsx";
import { TodayPane } from "./today/today-pane.tsx";

/** Only where an event is on: the desk starts without it. */
const EventQueue = lazyPart(async () => (await import("./attend/event-queue.tsx")).EventQueue);

export function DeskScreen() {
  const t = useT();
  const reader = useDeskState((state) => state.reader);
  const panel = useDeskState((state) => state.panel);
  const mode = useDeskState((state) => state.mode);
  return (
    <div className="work desk">
      <PresetsBar />
      <main className="centre" id="main" aria-label={t("desk.title")}>
        {mode.tag === "event" ? (
          <Suspense fallback={null}>
            <EventQueue name={mode.name} lines={mode.lines} />
          </Suspense>
        ) : reader === null ? (
          <Nobody />
        ) : (
          <Suspense fallback={<article className="reader-card scroll" aria-busy="true" />}>
            <LazyReaderCard key={reader} id={reader} />
          </Suspense>
        )}
        <ToastDock>
          {panel.tag === "note" ? (
            <Suspense fallback={null}>
              <LazyNoteLine key={panel.log.id} log={panel.log} />
            </Suspense>
          ) : null}
        </ToastDock>
        <SessionStrip />
      </main>
      <TodayPane />
    </div>
  );
}
