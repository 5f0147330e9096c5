/** The lists of the library system: where they are, what has changed in them, and two keys to take it. */
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef } from "react";
import { REFRESH_LISTS } from "#shared/model/settings/refresh-lists.ts";
import { useDeviceSettings, useDeviceSettingsStore } from "../../../desk-services/device-settings.ts";
import { useScreenCommands } from "../../../desk-services/screen-commands.ts";
import { useT } from "../../../i18n/use-t.ts";
import type { DeskCommand } from "../../../platform/command.ts";
import { Button } from "../../../ui/button.tsx";
import { Checkbox } from "../../../ui/checkbox.tsx";
import { useToasts } from "../../../ui/dialogs/toast.tsx";
import styles from "../import.module.css";
import { ImportProvider } from "../import-provider.tsx";
import { ListDifference } from "./list-difference.tsx";
import { PlacesTable } from "./places-table.tsx";
import type { RefreshFlow } from "./refresh-flow.ts";
import { RefreshFoot } from "./refresh-foot.tsx";
import { RefreshProvider, useRefreshFlow, useRefreshState } from "./refresh-provider.tsx";

export function RefreshScreen() {
  return (
    <ImportProvider>
      <RefreshProvider>
        <Lists />
      </RefreshProvider>
    </ImportProvider>
  );
}

function Lists() {
  const t = useT();
  const flow = useRefreshFlow();
  const found = useRefreshState((state) => state.found);
  const busy = useRefreshState((state) => state.job !== null);
  useEffect(() => () => flow.close(), [flow]);
  useScreenCommands(useMemo(() => refreshCommands(flow, busy, found !== null), [flow, busy, found]));
  const head = useRef<HTMLHeadingElement>(null);
  // a key that was pressed goes with its button, and one more Enter in haste must press nothing
  // biome-ignore lint/correctness/useExhaustiveDependencies: each of them takes buttons away
  useLayoutEffect(() => {
    if (document.activeElement === null || document.activeElement === document.body)
      head.current?.focus({ preventScroll: true });
  }, [busy, found]);
  return (
    <main className="work centre" id="main">
      <header className="page-head">
        <h1 ref={head} className="nowrap" tabIndex={-1}>
          {t("lists.title")}
        </h1>
        <span className="meta nowrap narrow-hide">{t("lists.only-read")}</span>
      </header>
      {found === null ? <Overview /> : <ListDifference key={`${found.list} ${found.file.modifiedAt}`} found={found} />}
    </main>
  );
}

function Overview() {
  const t = useT();
  const flow = useRefreshFlow();
  const busy = useRefreshState((state) => state.job !== null);
  const { refreshPaths = {}, refreshByItself = false } = useDeviceSettings();
  const settings = useDeviceSettingsStore();
  const { show } = useToasts();
  const look = useRef<HTMLButtonElement>(null);
  const lookShown = useCallback((button: HTMLButtonElement | null) => {
    look.current = button;
    // Enter is its, and the page stays at its head where the foot lies below it
    button?.focus({ preventScroll: true });
  }, []);
  // the dialog gives the keys back to where they once were after all else is drawn, and the last to ask has them
  const onNamed = useCallback(() => void requestAnimationFrame(() => look.current?.focus()), []);
  const named = REFRESH_LISTS.filter((list) => refreshPaths[list] !== undefined);
  const setByItself = async (wanted: boolean): Promise<void> => {
    const saved = await settings.update({ refreshByItself: wanted });
    if (!saved.ok) show({ text: t("lists.not-saved"), tone: "failed" });
  };
  return (
    <>
      <div className={styles.body}>
        <PlacesTable onNamed={onNamed} />
        <Checkbox checked={refreshByItself} onChange={(event) => void setByItself(event.target.checked)}>
          {t("lists.by-itself")}
        </Checkbox>
        <p className="field-hint">{t("lists.by-itself-hint")}</p>
        <section className={styles.how} aria-labelledby="recipes-h">
          <div className="section-head">
            <h2 id="recipes-h">{t("lists.recipes")}</h2>
          </div>
          <dl className={styles.recipes}>
            {(["koha", "huiwen", "interlib", "dp2"] as const).map((system) => (
              <div key={system}>
                <dt>{t(`lists.recipe-${system}`)}</dt>
                <dd>{t(`lists.recipe-${system}-how`)}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
      <RefreshFoot idle={named.length === 0 ? t("lists.nothing-named") : t("lists.look-hint")}>
        {busy ? (
          <Button key="stop" keys="Esc" onClick={flow.cancel}>
            {t("lists.stop")}
          </Button>
        ) : (
          <Button
            key="look"
            ref={lookShown}
            kind="primary"
            keys="Enter"
            disabled={named.length === 0}
            onClick={() => void flow.look(named)}
          >
            {t("lists.look")}
          </Button>
        )}
      </RefreshFoot>
    </>
  );
}

function refreshCommands(flow: RefreshFlow, busy: boolean, hasFound: boolean): readonly DeskCommand[] {
  const esc = (id: string, label: "lists.stop" | "lists.leave", run: () => void): DeskCommand => ({
    id,
    label,
    section: "file",
    keys: ["Esc"],
    run,
  });
  if (busy) return [esc("lists.stop", "lists.stop", flow.cancel)];
  return hasFound ? [esc("lists.leave", "lists.leave", () => void flow.leave())] : [];
}
