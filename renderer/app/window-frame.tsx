/**
 * The frame around every screen: rail, top bar, work, status bar, with palette, help sheet and the window's
 * keyboard. It knows places and commands, and nothing of what the screens do.
 */

import { Suspense, useCallback, useMemo, useState } from "react";
import { useLocation } from "wouter";
import { useActs } from "../acts/use-acts.ts";
import { readBranch } from "../db/read-house.ts";
import { useDeviceSettings } from "../desk-services/device-settings.ts";
import { PaperFoot, PaperHead } from "../desk-services/paper/paper-head.tsx";
import { useRunningHead } from "../desk-services/paper/use-running-head.ts";
import { RunCommandProvider } from "../desk-services/run-command.ts";
import { useShownCommands } from "../desk-services/screen-commands.ts";
import { useServices } from "../desk-services/services.ts";
import { useSharedQuery } from "../desk-services/shared-query.ts";
import { useHouse } from "../desk-services/use-house.ts";
import { WayBackProvider } from "../desk-services/way-back.ts";
import { useDeskSession } from "../features/staff/desk-session.ts";
import { LazyLockScreen } from "../features/staff/lazy-lock.ts";
import { useAskWho } from "../features/staff/use-ask-who.ts";
import { useIdleLock } from "../features/staff/use-idle-lock.ts";
import { useLocale, useT } from "../i18n/use-t.ts";
import type { DeskCommand } from "../platform/command.ts";
import { ReadToast } from "../ui/dialogs/read-toast.ts";
import { lazyPart } from "../ui/hooks/lazy-part.tsx";
import { useIdle } from "../ui/hooks/use-idle.ts";
import { useBrowserBack } from "./browser-back.ts";
import { useFrameCommands } from "./commands/frame-commands.ts";
import { useKeyDispatcher } from "./commands/key-dispatcher.ts";
import { useNativeMenu } from "./commands/native-menu.ts";
import type { DeskHistory } from "./desk-history.ts";
import {
  DraftsKept,
  ExchangeAge,
  ScanPlace,
  TrialHead,
  useFeatureCommands,
  useForgetAtLock,
  useRailBadges,
} from "./feature-composition.tsx";
import { focusMain, useKeptFocus } from "./kept-focus.ts";
import { moduleAt } from "./modules.ts";
import { Rail, type RailProps } from "./rail.tsx";
import { useReturnedFocus } from "./returned-focus.ts";
import { Screens } from "./routes.tsx";
import { StatusBar } from "./status-bar.tsx";
import { TopBar } from "./top-bar.tsx";

const Overlays = lazyPart(async () => (await import("./commands/overlays.tsx")).Overlays);

export function Frame({ history }: { history: DeskHistory }) {
  const t = useT();
  const { start } = useServices();
  const [location] = useLocation();
  const language = useLocale();
  /** Once opened the overlays stay in the page, with what was run last in them. */
  const [open, setOpen] = useState<"palette" | "help" | "closed" | null>(null);
  const { locked, lock } = useDeskSession();
  useIdleLock();
  useAskWho();
  const { branch, place, staff, scanner } = usePlace();
  const forgetAtLock = useForgetAtLock();
  const forgetAll = (): void => {
    history.reset();
    forgetAtLock();
  };

  // a list of commands that one colleague has left open must not stand before the next
  const coverUp = useCallback((): void => {
    setOpen(null);
    forgetAtLock();
  }, [forgetAtLock]);

  const acts = useMemo(
    () => ({
      history,
      openPalette: () => setOpen("palette"),
      openHelp: () => setOpen("help"),
    }),
    [history],
  );
  const frameCommands = useFrameCommands(acts);
  const screenCommands = useShownCommands();
  const featureCommands = useFeatureCommands();
  const { attempt } = useActs();
  // whichever key, menu or list runs it, one that fails is said
  const commands = useMemo(
    () =>
      [...screenCommands, ...featureCommands, ...frameCommands].map(
        (command): DeskCommand => ({ ...command, run: () => attempt(command) }),
      ),
    [screenCommands, featureCommands, frameCommands, attempt],
  );
  useKeyDispatcher(commands, locked);
  useKeptFocus(locked);
  useReturnedFocus(history);
  useBrowserBack(history, start.shell === "browser");
  useNativeMenu(commands, locked);
  const close = (): void => setOpen("closed");
  const run = (id: string): void => void commands.find((command) => command.id === id)?.run();
  const isIdle = useIdle();
  useRunningHead();

  return (
    <div className="window">
      <ReadToast page={location} language={language} />
      {/* inert: behind the privacy screen nothing can be read, reached or heard */}
      <div className="window-inner" inert={locked} hidden={locked}>
        {/* biome-ignore lint/a11y/useValidAnchor: a real link to the main part, kept out of the address */}
        <a className="skip" href="#main" onClick={skipToMain}>
          {t("frame.skip")}
        </a>
        {start.demo && <TrialHead />}
        <div className="app">
          <CountedRail current={moduleAt(location)} />
          <TopBar
            history={history}
            scan={<ScanPlace />}
            onPalette={acts.openPalette}
            onGuide={() => run("help.guide")}
          />
          <PaperHead scope={branch ?? ""} />
          <RunCommandProvider value={run}>
            <WayBackProvider value={history.backTo}>
              <Screens />
            </WayBackProvider>
          </RunCommandProvider>
          <PaperFoot />
          <StatusBar
            sync={<ExchangeAge />}
            drafts={
              <RunCommandProvider value={run}>
                <DraftsKept />
              </RunCommandProvider>
            }
            scanner={scanner}
            place={place}
            staff={staff}
            onChooseStaff={lock}
            onLock={lock}
          />
        </div>
        {(isIdle || open !== null) && (
          <Suspense fallback={null}>
            <Overlays
              open={open === "closed" ? null : open}
              onClose={close}
              commands={commands}
              ofScreen={screenCommands.length}
              history={history}
              inTab={start.shell === "browser" && matchMedia("(display-mode: browser)").matches}
            />
          </Suspense>
        )}
      </div>
      {locked && (
        <Suspense fallback={null}>
          <LazyLockScreen onLocked={coverUp} onAnother={forgetAll} />
        </Suspense>
      )}
    </div>
  );
}

/** By itself: what it counts changes with many acts, and the frame with none. */
function CountedRail({ current }: Pick<RailProps, "current">) {
  return <Rail current={current} badges={useRailBadges()} />;
}

/** A fragment link would change the address, which is the launch address and nothing else. */
function skipToMain(event: { preventDefault(): void }): void {
  event.preventDefault();
  focusMain();
}

function usePlace(): {
  branch: string | undefined;
  place: string | null;
  staff: string | null;
  scanner: "tested" | "untested";
} {
  const { db } = useServices();
  const settings = useDeviceSettings();
  const branch = useSharedQuery(db, readBranch, settings.branch);
  const { staff } = useHouse();
  const parts = [branch?.name, settings.deskName].filter((part) => part !== undefined);
  return {
    branch: branch?.name,
    place: parts.length === 0 ? null : parts.join(" · "),
    staff: staff.get(settings.staff ?? "") ?? null,
    scanner: settings.scanner ? "tested" : "untested",
  };
}
