/**
 * Where the features meet the frame, and the only file that knows them all. To add one: its screens into
 * `SCREENS`, its command list into `useFeatureCommands`, and, where it has them, its badge, its part of the
 * top or status bar, and what it forgets at lock.
 */
import type { ReactNode } from "react";
import { useStaffCommands } from "../features/staff/staff-command-list.ts";
import type { DeskCommand } from "../platform/command.ts";
import type { ScreenRoute } from "./feature.ts";
import type { RailBadges } from "./rail.tsx";

export const SCREENS: readonly ScreenRoute[] = [{ path: "/settings", load: async () => (await import("../features/settings/settings-screen.tsx")).SettingsScreen }];

/** In the order in which keys are looked up. */
export function useFeatureCommands(): readonly DeskCommand[] {
  return useStaffCommands();
}

export function useRailBadges(): RailBadges {
  return {};
}

/** The scan box and the chip "whose entry is it", in the top bar of every screen. */
export function ScanPlace(): ReactNode {
  return null;
}

/** State and age of the last exchange, first in the status bar. */
export function SyncState(): ReactNode {
  return null;
}

/** What must be gone from the screen when the desk is locked. */
export function useForgetAtLock(): () => void {
  return forgetNothing;
}

const forgetNothing = (): void => undefined;
