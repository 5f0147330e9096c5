/** The desk: quick log above, the reader in the middle, this session below, today on the right. */
import { useT } from "../../i18n/use-t.ts";
import { ToastDock } from "../../ui/toast.tsx";
import { EventQueue } from "./attend/event-queue.tsx";
import { Nobody } from "./card/nobody.tsx";
import { ReaderCard } from "./card/reader-card.tsx";
import { useDeskState } from "./desk-context.ts";
import { NoteLine } from "./log/note-line.tsx";
import { PresetsBar } from "./log/presets-bar.tsx";
import { SessionStrip } from "./session/session-strip.tsx";
import { TodayPane } from "./today/today-pane.tsx";

export function DeskScreen() {
  const t = useT();
  const reader = useDeskState((state) => state.reader);
  const panel = useDeskState((state) => state.panel);
  const mode = useDeskState((state) => state.mode);
  return (
    <div className="work desk">
      <PresetsBar />
      <main className="centre" id="main" aria-label={t("desk.title")}>
        {mode.tag === "event" ? <EventQueue name={mode.name} lines={mode.lines} /> : reader === null ? <Nobody /> : <ReaderCard key={reader} id={reader} />}
        {panel.tag === "note" ? (
          <div className="dock">
            <NoteLine key={panel.log.id} log={panel.log} />
          </div>
        ) : (
          <ToastDock />
        )}
        <SessionStrip />
      </main>
      <TodayPane />
    </div>
  );
}
