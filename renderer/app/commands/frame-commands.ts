/** The frame's own commands: places, palette, help, panes, zoom, theme, print. */
import { useMemo } from "react";
import { type DeviceSettingsStore, useDeviceSettingsStore } from "../../desk-services/device-settings.ts";
import { LANGUAGE_NAMES, LOCALES } from "../../i18n/locale.ts";
import { useT } from "../../i18n/use-t.ts";
import type { DeskCommand } from "../../platform/command.ts";
import type { Announce } from "../../ui/dialogs/live-region.tsx";
import { useAnnounce } from "../../ui/dialogs/live-region.tsx";
import { useToasts } from "../../ui/dialogs/toast.tsx";
import type { DeskHistory } from "../desk-history.ts";
import { MODULES } from "../modules.ts";
import { focusNextPane } from "./panes.ts";
import { stepZoom } from "./zoom.ts";

/** Where the guide stands. */
const GUIDE_PATH = "/guide";

export interface FrameActs {
  readonly history: DeskHistory;
  readonly openPalette: () => void;
  readonly openHelp: () => void;
}

const placeCommands = (history: DeskHistory): DeskCommand[] => [
  ...MODULES.map(
    (module): DeskCommand => ({
      id: `view.${module.id}`,
      label: module.label,
      section: module.id === "settings" ? "file" : "view",
      ...(module.keys && { keys: [module.keys] }),
      inFields: true,
      run: () => history.navigate(module.path),
    }),
  ),
  {
    id: "view.back",
    label: "commands.back",
    section: "view",
    keys: ["Alt+←"],
    inFields: true,
    enabled: () => history.get().canBack,
    run: history.back,
  },
  {
    id: "view.forward",
    label: "commands.forward",
    section: "view",
    keys: ["Alt+→"],
    inFields: true,
    enabled: () => history.get().canForward,
    run: history.forward,
  },
];

const lookCommands = (settings: DeviceSettingsStore, announceZoom: (zoom: number) => void): DeskCommand[] => {
  const zoomTo = async (zoom: number): Promise<void> => {
    await settings.update({ zoom });
    announceZoom(zoom);
  };
  const zoom = (): number => settings.getState().zoom ?? 1;
  return [
    {
      id: "view.zoom-in",
      label: "commands.zoom-in",
      section: "view",
      keys: ["Ctrl+="],
      inFields: true,
      run: () => zoomTo(stepZoom(zoom(), 1)),
    },
    {
      id: "view.zoom-out",
      label: "commands.zoom-out",
      section: "view",
      keys: ["Ctrl+-"],
      inFields: true,
      run: () => zoomTo(stepZoom(zoom(), -1)),
    },
    {
      id: "view.zoom-reset",
      label: "commands.zoom-reset",
      section: "view",
      keys: ["Ctrl+0"],
      inFields: true,
      run: () => zoomTo(1),
    },
    // each is found by its own name, whatever the screen speaks
    ...LOCALES.map(
      (locale): DeskCommand => ({
        id: `view.language-${locale}`,
        label: "commands.language",
        values: { name: LANGUAGE_NAMES[locale] },
        section: "view",
        enabled: () => settings.getState().language !== locale,
        run: () => void settings.update({ language: locale }),
      }),
    ),
    {
      id: "view.light",
      label: "commands.light",
      section: "view",
      enabled: () => settings.getState().theme !== "light",
      run: () => void settings.update({ theme: "light" }),
    },
    {
      id: "view.dark",
      label: "commands.dark",
      section: "view",
      enabled: () => settings.getState().theme !== "dark",
      run: () => void settings.update({ theme: "dark" }),
    },
    {
      id: "view.system",
      label: "commands.system-theme",
      section: "view",
      enabled: () => (settings.getState().theme ?? "system") !== "system",
      run: () => void settings.update({ theme: "system" }),
    },
  ];
};

/** For the browser window. Electron's shell has taken F11 before the page and refuses the page's own wish. */
async function toggleFullScreen(): Promise<void> {
  const change = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  await change.catch(() => undefined);
}

const windowCommands = (
  { history, openPalette, openHelp }: FrameActs,
  focusToast: () => void,
  sayFresh: () => void,
): DeskCommand[] => [
  {
    id: "view.palette",
    label: "frame.palette-open",
    section: "view",
    keys: ["Ctrl+K"],
    inFields: true,
    run: openPalette,
  },
  {
    id: "view.next-pane",
    label: "commands.next-pane",
    section: "view",
    keys: ["F6"],
    inFields: true,
    run: () => focusNextPane(1),
  },
  {
    id: "view.previous-pane",
    label: "commands.previous-pane",
    section: "view",
    keys: ["Shift+F6"],
    inFields: true,
    run: () => focusNextPane(-1),
  },
  { id: "view.toast", label: "commands.focus-toast", section: "view", keys: ["F8"], inFields: true, run: focusToast },
  // live queries follow every change by themselves; the key must not reload the page
  { id: "view.reload", label: "commands.reload", section: "view", keys: ["F5"], inFields: true, run: sayFresh },
  {
    id: "view.full-screen",
    label: "commands.full-screen",
    section: "view",
    keys: ["F11"],
    inFields: true,
    run: toggleFullScreen,
  },
  {
    id: "file.print",
    label: "commands.print",
    section: "file",
    keys: ["Ctrl+P"],
    inFields: true,
    run: () => window.print(),
  },
  {
    id: "help.guide",
    label: "commands.guide",
    section: "help",
    keys: ["F1"],
    inFields: true,
    run: () => history.navigate(GUIDE_PATH),
  },
  { id: "help.keys", label: "commands.help", section: "help", keys: ["Ctrl+/"], inFields: true, run: openHelp },
];

export function useFrameCommands(acts: FrameActs): readonly DeskCommand[] {
  const t = useT();
  const settings = useDeviceSettingsStore();
  const announce: Announce = useAnnounce();
  const { focus } = useToasts();
  return useMemo(
    () => [
      ...placeCommands(acts.history),
      ...lookCommands(settings, (zoom) => announce(t("frame.zoomed", { percent: Math.round(zoom * 100) }))),
      ...windowCommands(acts, focus, () => announce(t("frame.fresh"))),
    ],
    [acts, settings, announce, focus, t],
  );
}
