/**
 * The desk's conversation and acts for everything inside: scan box and chips in the top bar, the desk
 * screen, the sheets. Listens for scans on every screen and lets time pass. One per window.
 */
import { type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { useLocation } from "wouter";
import { createNewest } from "#shared/kernel/newest.ts";
import { DEFAULT_SCANNER } from "#shared/model/input/scan-burst.ts";
import { parsePresets, presetsId } from "#shared/model/settings/quick-log-presets.ts";
import { useActs } from "../../acts/use-acts.ts";
import { readSetting } from "../../db/write/library-setting.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useServices } from "../../desk-services/services.ts";
import { useSharedQuery } from "../../desk-services/shared-query.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { WholeLanguage } from "../../i18n/whole-language.tsx";
import { createSound, type Sound } from "../../platform/sound.ts";
import { isDialogOpen } from "../../ui/dialogs/open-dialog.ts";
import { useToasts } from "../../ui/dialogs/toast.tsx";
import { lazyPart } from "../../ui/hooks/lazy-part.tsx";
import { afterQuiet, type Quiet } from "../../ui/hooks/quiet.ts";
import { useIdle } from "../../ui/hooks/use-idle.ts";
import { hasUnsavedWords, isEditing, isHoldingScans, leaveKeptWords } from "../../ui/unsaved-words.ts";
import { useDailyRound } from "./daily-round.ts";
import { createDeskActions, type DeskActions } from "./desk-actions.ts";
import { type Desk, DeskContext, useDeskState } from "./desk-context.ts";
import type { DeskDeps } from "./desk-deps.ts";
import { useDeskNames } from "./desk-names.ts";
import { afterIdle, createDeskStore, type DeskStore, FOCUS_RETURNS_MS, type Panel } from "./desk-store.ts";
import { useSeenToday } from "./scan/seen-today.ts";
import { useScanner } from "./scan/use-scanner.ts";
import { readDrafts, writeDrafts } from "./session/drafts.ts";
import { GoneReaders } from "./session/gone-readers.tsx";
import "./desk-screen.css";

/** Sheets, panels and paper come after the first paint, at leisure: the scan box waits for none of them. */
const PanelHost = lazyPart(async () => (await import("./sheet/panel-host.tsx")).PanelHost);

interface DeskProviderProps {
  /** Behind the privacy screen, where a scan may open nothing. */
  readonly paused?: boolean;
  /** What is heard of a scan; by default the computer's own sound. */
  readonly sound?: Sound;
  /** How the silence after a key is waited for. */
  readonly quiet?: Quiet;
  readonly children: ReactNode;
}

export function DeskProvider({ paused = false, sound, quiet = afterQuiet, children }: DeskProviderProps) {
  const desk = useDeskParts(sound);
  const { scanner = DEFAULT_SCANNER } = useDeviceSettings();
  const { store, actions } = desk;
  useScanner(scanner, quiet, (scan) => void (paused || actions.scanned(scan)), actions.touch);
  usePassingTime(store, desk.deps.services.clock, actions);
  useKeptDrafts(desk);
  useDailyRound(store);
  useReturn(desk, paused);
  useSeenToday(desk, paused);
  return (
    <DeskContext value={desk}>
      {children}
      <GoneReaders />
      <Panels />
    </DeskContext>
  );
}

function Panels() {
  const isOpen = useDeskState(
    ({ panel, printing }) => printing !== null || (panel.tag !== "none" && panel.tag !== "note"),
  );
  const isIdle = useIdle();
  return (
    (isOpen || isIdle) && (
      <Suspense fallback={null}>
        <WholeLanguage>
          <PanelHost />
        </WholeLanguage>
      </Suspense>
    )
  );
}

function useDeskParts(given?: Sound): Desk {
  const services = useServices();
  const acts = useActs();
  const settings = useDeviceSettings();
  const t = useT();
  const format = useFormat();
  const names = useDeskNames();
  const [location, navigate] = useLocation();
  const { show, clear } = useToasts();
  const setting = useSharedQuery(services.db, readSetting, presetsId(services.start.installation));
  const [store] = useState(() => createDeskStore(services.clock.now()));
  const [newest] = useState(createNewest);
  const [lookingUp] = useState((): DeskDeps["lookingUp"] => ({ current: null }));
  const [stood] = useState((): DeskDeps["stood"] => ({ current: false }));
  const [sound] = useState(() => given ?? createSound());
  const presets = useMemo(() => parsePresets(setting?.value), [setting]);
  const latest = useRef({ settings, format, presets, navigate, location });
  useEffect(() => {
    latest.current = { settings, format, presets, navigate, location };
  });
  return useMemo(() => {
    const deps: DeskDeps = {
      services,
      store,
      acts,
      newest,
      lookingUp,
      stood,
      sound,
      t,
      toasts: { show, clear },
      purposeName: names.purpose,
      format: () => latest.current.format,
      presets: () => latest.current.presets,
      place: () => ({
        desk: services.start.installation,
        branch: latest.current.settings.branch,
        staff: latest.current.settings.staff,
        letter: latest.current.settings.deskLetter,
      }),
      isWriting: () => isWriting(store.getState().panel),
      leaveKept: leaveKeptWords,
      holdsScans: isHoldingScans,
      ways: () => ({
        toDesk: () => latest.current.navigate("/"),
        toReader: (id) => latest.current.navigate(`/readers/${id}`),
        toOpinion: (id) => latest.current.navigate(`/opinions?id=${encodeURIComponent(id)}`),
        isAtDesk: () => latest.current.location === "/",
      }),
    };
    return { store, deps, actions: createDeskActions(deps) };
  }, [services, store, acts, newest, lookingUp, stood, sound, t, show, clear, names]);
}

/** Once a second: the chip falls back, and the scan box takes the focus back from nothing. */
function usePassingTime(store: DeskStore, clock: { now(): number }, actions: DeskActions): void {
  const [location] = useLocation();
  const onDesk = location === "/";
  useEffect(() => {
    let focused = 0;
    const tick = (): void => {
      const state = store.getState();
      const change = afterIdle(state, clock.now(), isNothingBegun());
      if (change !== null) store.setState(change);
      const idle = clock.now() - state.lastKeyAt >= FOCUS_RETURNS_MS;
      if (idle && onDesk && focused !== state.lastKeyAt && state.panel.tag === "none" && isBoxWanted()) {
        focused = state.lastKeyAt;
        actions.returnToScan();
      }
    };
    const timer = setInterval(tick, 1000);
    const onFocus = (): void => {
      if (onDesk && store.getState().panel.tag === "none" && isBoxWanted()) actions.returnToScan();
    };
    window.addEventListener("focus", onFocus);
    // whoever works with the mouse is here as well
    window.addEventListener("pointerdown", actions.touch);
    return () => {
      clearInterval(timer);
      window.removeEventListener("pointerdown", actions.touch);
      window.removeEventListener("focus", onFocus);
    };
  }, [store, clock, actions, onDesk]);
}

/** Who comes to the desk, from another place or the privacy screen, scans or types at once. */
function useReturn({ store, actions }: Desk, paused: boolean): void {
  const [location] = useLocation();
  const isHere = location === "/" && !paused;
  const wasHere = useRef(isHere);
  useEffect(() => {
    if (isHere && !wasHere.current && store.getState().panel.tag === "none" && isNothingBegun()) actions.returnToScan();
    wasHere.current = isHere;
  }, [store, actions, isHere]);
}

/** The sheets that keep what is typed as a draft, or hold no words, give way to the next card. */
const isWriting = ({ tag }: Panel): boolean =>
  !(tag === "opinion" || tag === "new-reader") && (isDialogOpen() || isEditing() || hasUnsavedWords());

/** Neither a dialog nor words in a field wait for the person who was typing. */
function isNothingBegun(): boolean {
  if (isDialogOpen()) return false;
  const { activeElement } = document;
  return !(
    (activeElement instanceof HTMLInputElement || activeElement instanceof HTMLTextAreaElement) &&
    activeElement.value !== ""
  );
}

/** A person who is at work in Today keeps the place there, however long a call takes. */
const isBoxWanted = (): boolean =>
  isNothingBegun() && (document.activeElement?.closest("[data-keeps-focus]") ?? null) === null;

/**
 * What whoever is here now has begun comes back; a change is written at once, because it is small. Of another colleague
 * nothing is left on the screen: it waits in the drawer.
 */
function useKeptDrafts({ store, deps }: Desk): void {
  const { db } = deps.services;
  const { staff } = useDeviceSettings();
  useEffect(() => {
    let stop = (): void => undefined;
    let wanted = true;
    void readDrafts(db, staff).then((drafts) => {
      if (!wanted) return;
      store.setState((state) => ({ drafts: [...state.drafts, ...drafts] }));
      stop = store.subscribe((state, before) => {
        if (state.drafts !== before.drafts) void writeDrafts(db, staff, state.drafts);
      });
    });
    return () => {
      wanted = false;
      stop();
      store.setState({ drafts: [] });
    };
  }, [store, db, staff]);
}
