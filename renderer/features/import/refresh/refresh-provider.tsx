/**
 * Keeps the conversation while its screen is away, and takes over what the host says has changed: where a person has
 * said so, or has asked for it outside of the window.
 */
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { useStore } from "zustand";
import type { CallResult } from "#shared/host/contract.ts";
import type { CameOfList } from "#shared/host/refresh-calls.ts";
import { assert } from "#shared/kernel/assert.ts";
import type { RefreshList } from "#shared/model/settings/refresh-lists.ts";
import { useDeviceSettingsStore } from "../../../desk-services/device-settings.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useT } from "../../../i18n/use-t.ts";
import { type Toast, useToasts } from "../../../ui/dialogs/toast.tsx";
import { createRefreshFlow, type RefreshFlow } from "./refresh-flow.ts";
import { createRefreshStore, type RefreshLine, type RefreshState, type RefreshStore } from "./refresh-store.ts";
import { isForPerson, waitsText } from "./waiting-line.ts";

interface RefreshSession {
  readonly store: RefreshStore;
  readonly flow: RefreshFlow;
}

const RefreshContext = createContext<RefreshSession | null>(null);

function useSession(): RefreshSession {
  const session = useContext(RefreshContext);
  assert(session !== null, "no refresh around this component");
  return session;
}

export const useRefreshFlow = (): RefreshFlow => useSession().flow;
export const useRefreshState = <T,>(select: (state: RefreshState) => T): T => useStore(useSession().store, select);

/** Where no place is named, or no host answers. */
const ASK_AGAIN_MS = 20_000;

/** Without one around it a screen has a conversation of its own, and nothing goes by itself. */
export function RefreshProvider({
  byItself = false,
  children,
}: {
  readonly byItself?: boolean;
  readonly children: ReactNode;
}) {
  const around = useContext(RefreshContext);
  const { worker } = useServices();
  const settings = useDeviceSettingsStore();
  const [own] = useState((): RefreshSession => {
    const store = createRefreshStore();
    const deskName = (): string | null => settings.getState().deskName ?? null;
    return { store, flow: createRefreshFlow({ store, refresh: worker.refresh, deskName }) };
  });
  return (
    <RefreshContext value={around ?? own}>
      {byItself && <ByItself flow={own.flow} />}
      {children}
    </RefreshContext>
  );
}

function cameOf(line: RefreshLine): CameOfList["came"] {
  if (line.tag === "done" || line.tag === "nothing-new") return line.tag;
  return line.tag === "asks" || isForPerson(line) ? "asks" : "failed";
}

function ByItself({ flow }: { readonly flow: RefreshFlow }) {
  const { host } = useServices();
  const { show } = useToasts();
  const t = useT();
  const [, navigate] = useLocation();
  const said = (list: RefreshList, line: RefreshLine): Toast | null => {
    const name = t(`frame.refresh-list-${list}`);
    const actions = [{ label: t("frame.refresh-look"), onClick: () => navigate("/refresh") }];
    if (line.tag === "done" && line.importId !== null)
      return {
        text: t("frame.refresh-done", { list: name }),
        detail: t("frame.refresh-wrote", { fresh: line.fresh, changed: line.changed }),
        actions,
      };
    const text = waitsText(list, line, t);
    return text === null ? null : { text, tone: "failed", actions };
  };
  // the words change with the language; what is waited for does not
  const tell = useRef(said);
  useEffect(() => {
    tell.current = said;
  });
  useEffect(() => {
    // before anybody answers it, or keeps it back
    addEventListener("keydown", flow.giveWay, { capture: true });
    return () => removeEventListener("keydown", flow.giveWay, { capture: true });
  }, [flow]);
  useEffect(() => {
    let wanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wake = (): void => undefined;
    const pause = (): Promise<void> =>
      new Promise((resolve) => {
        wake = resolve;
        timer = setTimeout(resolve, ASK_AGAIN_MS);
      });
    const run = async (): Promise<void> => {
      let asked: number | null = null;
      let came: CameOfList[] = [];
      while (wanted) {
        const began = performance.now();
        const next: CallResult<"refresh.next"> = await host("refresh.next", { asked, came });
        if (!wanted) return;
        const lists = next.ok ? next.value.lists : [];
        if (next.ok) [asked, came] = [next.value.asked, []];
        for (const list of lists) {
          const line = await flow.byItself(list);
          came.push({ list, came: cameOf(line) });
          const toast = wanted ? tell.current(list, line) : null;
          if (toast !== null) show(toast);
        }
        // answered at once with nothing: there is nothing to wait for
        if (lists.length === 0 && performance.now() - began < ASK_AGAIN_MS) await pause();
      }
    };
    run().catch(() => undefined);
    return () => {
      wanted = false;
      clearTimeout(timer);
      wake();
    };
  }, [host, flow, show]);
  return null;
}
