/**
 * Brings what the next screens need while the window has nothing else to do: their words, their code, and
 * the order of the long list. One thing after the other, nothing before the search answers, and no screen while somebody
 * types or scans.
 */
import { useEffect } from "react";
import { useServices } from "../desk-services/services.ts";
import { useNameOrder } from "../desk-services/use-name-order.ts";
import { LazyLockScreen } from "../features/staff/lazy-lock.ts";
import { useSpoken } from "../i18n/i18n-provider.tsx";
import { watchTouches } from "../platform/touches.ts";
import { SCREENS } from "./feature-composition.tsx";
import { warmTroubleDialogs } from "./trouble/lazy-dialogs.ts";

/** More than between two keys of somebody who types, or between a scan and its entry. */
const QUIET_MS = 600;

const whenIdle = (): Promise<unknown> => new Promise((resolve) => requestIdleCallback(resolve));

export function useWarming(): void {
  const { i18n } = useSpoken();
  const { search, worker } = useServices();
  const order = useNameOrder();
  useEffect(() => {
    let wanted = true;
    const touches = watchTouches();
    // what is asked for when nothing can be fetched any more does not wait for a quiet moment
    const soon: readonly (() => unknown)[] = [
      () => search.load(),
      () => LazyLockScreen.warm(),
      warmTroubleDialogs,
      () => i18n.screens(),
    ];
    const whenNobodyTypes: readonly (() => unknown)[] = [
      ...SCREENS.map(
        ({ Screen }) =>
          () =>
            Screen.warm?.(),
      ),
      () => worker.readers.part({ segments: [], figure: null, found: null, order: null, names: order }, 0, 0),
    ];
    const warm = async (): Promise<void> => {
      for (const step of [...soon, ...whenNobodyTypes]) {
        if (!soon.includes(step)) await touches.untilQuiet(QUIET_MS);
        await whenIdle();
        if (!wanted) return;
        await step();
      }
    };
    // whoever opens a screen before asks again, and hears of it where it does not come
    warm().catch(() => undefined);
    return () => {
      wanted = false;
      touches.stop();
    };
  }, [i18n, search, worker, order]);
}
