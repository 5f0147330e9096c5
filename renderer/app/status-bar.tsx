/**
 * The status bar, in words that a director understands: when colleagues' work last came in, whether saving
 * works, whether scanning works, where this is and who is here.
 */
import { CircleAlert, Keyboard, Lock, Monitor, Redo2, ScanLine, Undo2, UserRound } from "lucide-react";
import { type ReactNode, Suspense, useState, useSyncExternalStore } from "react";
import { useLocation } from "wouter";
import { assertNever } from "#shared/kernel/assert.ts";
import type { Health } from "../db/journal/journal-client.ts";
import { useServices } from "../desk-services/services.ts";
import type { MessageId } from "../i18n/message-id.ts";
import { useT } from "../i18n/use-t.ts";
import { usePassedToast } from "../ui/dialogs/toast.tsx";
import { Icon } from "../ui/icon.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { ariaKeys } from "../ui/keyboard.ts";
import { useImeHint } from "./commands/ime-hint.ts";
import { LazyRebuildDialog } from "./trouble/lazy-dialogs.ts";

export interface StatusBarProps {
  /** State, age and what waits, from the sync feature. */
  readonly sync: ReactNode;
  /** What was begun and is kept, from the desk. */
  readonly drafts: ReactNode;
  readonly scanner: "tested" | "untested";
  /** Branch and desk. */
  readonly place: string | null;
  readonly staff: string | null;
  readonly onChooseStaff: () => void;
  readonly onLock: () => void;
}

function healthMessage(health: Exclude<Health, "ok">): MessageId {
  switch (health) {
    case "silent":
      return "frame.saving-silent";
    case "unproved":
      return "frame.saving-unproved";
    case "full":
      return "frame.saving-full";
    case "refused":
      return "frame.saving-refused";
    case "away":
      return "frame.saving-away";
    case "gone":
      return "frame.saving-gone";
    default:
      return assertNever(health);
  }
}

/** The last act, whose toast has passed, can be taken back here until the next. */
function PassedUndo() {
  const t = useT();
  const passed = usePassedToast();
  const isRedo = passed?.undo.keys === "Ctrl+Y";
  return (
    passed !== null && (
      <button type="button" className="status-undo" title={passed.text} onClick={passed.undo.onClick}>
        <Icon icon={isRedo ? Redo2 : Undo2} />
        {t(isRedo ? "desk.command.redo" : "acts.undo")} <Kbd keys={isRedo ? "Ctrl+Y" : "Ctrl+Z"} />
      </button>
    )
  );
}

export function StatusBar({ sync, drafts, scanner, place, staff, onChooseStaff, onLock }: StatusBarProps) {
  const t = useT();
  const { writer, start, rebuildFolder } = useServices();
  const [rebuilt, setRebuilt] = useState<number | null>(null);
  const [, navigate] = useLocation();
  const [isAsked, setAsked] = useState(false);
  const health = useSyncExternalStore(writer.health.subscribe, writer.health.get);
  const ime = useImeHint();
  return (
    <footer className="status" role="contentinfo" aria-label={t("frame.status-bar")}>
      {health !== "ok" && (
        <strong className="late-mark clip" role="alert" title={t(healthMessage(health), { path: start.dataFolder })}>
          <Icon icon={CircleAlert} />
          {t(healthMessage(health), { path: start.dataFolder })}
        </strong>
      )}
      {health === "away" && (
        <button type="button" onClick={() => setAsked(true)}>
          {t("frame.rebuild-open")}
        </button>
      )}
      {isAsked && (
        <Suspense fallback={null}>
          <LazyRebuildDialog
            rebuild={rebuildFolder}
            path={start.dataFolder}
            onClose={() => setAsked(false)}
            onDone={(entries) => {
              setAsked(false);
              setRebuilt(entries);
            }}
          />
        </Suspense>
      )}
      {/* stays until it is pressed: a toast would go under those of what is saved only now */}
      {rebuilt !== null && (
        <button
          type="button"
          onClick={() => {
            setRebuilt(null);
            navigate("/backups");
          }}
        >
          {t("frame.rebuild-done", { entries: rebuilt })}
        </button>
      )}
      {sync}
      {/* trouble takes its room */}
      {health === "ok" && (
        <span>
          <Icon icon={ScanLine} />
          {t(scanner === "tested" ? "frame.scanner-ready" : "frame.scanner-untested")}
        </span>
      )}
      {health === "ok" && ime && (
        <span>
          <Icon icon={Keyboard} />
          {t("frame.ime-on")}
        </span>
      )}
      {drafts}
      <PassedUndo />
      <span className="push clip">
        {place !== null && (
          <>
            <Icon icon={Monitor} />
            {place}
          </>
        )}
      </span>
      <button type="button" onClick={onChooseStaff} title={t("staff.choose")}>
        <Icon icon={UserRound} />
        {staff ?? t("staff.nobody")}
      </button>
      <button type="button" onClick={onLock} aria-keyshortcuts={ariaKeys("Ctrl+L")}>
        <Icon icon={Lock} />
        {t("commands.lock")} <Kbd keys="Ctrl+L" />
      </button>
    </footer>
  );
}
