/** Puts theme, density and zoom on the page's root; the styles do the rest. */
import { useLayoutEffect, useSyncExternalStore } from "react";
import type { DeviceSettings } from "#shared/host/device-calls.ts";

const DARK = "(prefers-color-scheme: dark)";

function useSystemDark(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = matchMedia(DARK);
      query.addEventListener("change", listener);
      return () => query.removeEventListener("change", listener);
    },
    () => matchMedia(DARK).matches,
  );
}

export function useAppearance({ theme = "system", density = "standard", zoom = 1 }: DeviceSettings): void {
  const systemDark = useSystemDark();
  const dark = theme === "dark" || (theme === "system" && systemDark);
  useLayoutEffect(() => {
    const root = document.documentElement;
    root.dataset.theme = dark ? "dark" : "light";
    root.dataset.density = density;
    root.style.setProperty("--zoom", String(zoom));
  }, [dark, density, zoom]);
}
