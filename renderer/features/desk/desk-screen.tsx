/** The desk: quick log above, the reader in the middle, this session below, today on the right. */
import { Suspense, useEffect, useLayoutEffect, useState } from "react";
import { readHasReaders } from "../../db/has-readers.ts";
import { useServices } from "../../desk-services/services.ts";
import { useSharedQuery } from "../../desk-services/shared-query.ts";
import { useT } from "../../i18n/use-t.ts";
import { ToastDock } from "../../ui/dialogs/toast.tsx";
import { lazyPart } from "../../ui/hooks/lazy-part.tsx";
import { whenPainted } from "../../ui/hooks/use-idle.ts";
import { Nobody } from "./card/nobody.tsx";
import { useDeskDeps, useDeskState } from "./desk-context.ts";
import { isUnsolved } from "./desk-store.ts";
import { LazyNoteLine, LazyReaderCard } from "./lazy-parts.ts";
import { PresetsBar } from "./log/presets-bar.tsx";
import { SessionStrip } from "./session/session-strip.tsx";
import { TodayPane } from "./today/today-pane.tsx";
import { TodayScreen } from "./today-list/today-screen.tsx";

/** Only where an event is on: the desk starts without it. */
const EventQueue = lazyPart(async () => (await import("./attend/event-queue.tsx")).EventQueue);

export function DeskScreen() {
  const t = useT();
  const reader = useDeskState((state) => state.reader);
  const panel = useDeskState((state) => state.panel);
  const mode = useDeskState((state) => state.mode);
  const isTodayShown = useTodayShown();
  const part = useDrawnPart();
  return (
    <div className="work desk">
      <PresetsBar />
      <main className="centre" id="main" aria-label={t("desk.title")}>
        {mode.tag === "event" ? (
          <Suspense fallback={null}>
            <EventQueue name={mode.name} lines={mode.lines} />
          </Suspense>
        ) : isTodayShown ? (
          part === "box" ? (
            <article className="reader-card scroll" aria-busy="true" />
          ) : (
            <TodayScreen />
          )
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
      <TodayPane besideToday={isTodayShown} isWhole={part === "whole"} />
    </div>
  );
}

type DrawnPart = "box" | "today" | "whole";

/**
 * In a new window the scan box waits for nothing, and Today only for the box: what both do not need is drawn, and read,
 * behind them. Later the desk comes whole.
 */
function useDrawnPart(): DrawnPart {
  const { stood } = useDeskDeps();
  const [part, setPart] = useState<DrawnPart>(stood.current ? "whole" : "box");
  // asked for with the drawing itself: what its effects begin would put it off by a frame
  useLayoutEffect(() => (part === "box" ? whenPainted(() => setPart("today")) : undefined), [part]);
  useEffect(() => {
    stood.current ||= part === "whole";
    return part === "today" ? whenPainted(() => setPart("whole")) : undefined;
  }, [stood, part]);
  return part;
}

/** Nobody is served, no code waits to be solved, and the library has readers. */
function useTodayShown(): boolean {
  const { db } = useServices();
  const isFree = useDeskState((state) => state.reader === null && state.mode.tag !== "event" && !isUnsolved(state));
  const hasReaders = useSharedQuery(db, readHasReaders) ?? false;
  return isFree && hasReaders;
}
