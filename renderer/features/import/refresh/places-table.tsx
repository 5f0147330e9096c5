/** The four lists: where each is, when it was taken last, and what came of looking at it. */
import { useLiveQuery } from "dexie-react-hooks";
import { useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { takenListId } from "#shared/import-export/refresh/taken-list.ts";
import { REFRESH_LISTS, type RefreshList } from "#shared/model/settings/refresh-lists.ts";
import { IMPORT_REPORTS } from "../../../db/imported-until.ts";
import { useDeviceSettings, useDeviceSettingsStore } from "../../../desk-services/device-settings.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { useToasts } from "../../../ui/dialogs/toast.tsx";
import { TableHead } from "../../../ui/table-head.tsx";
import styles from "../import.module.css";
import { useIsUndone } from "../import-queries.ts";
import { useImportFlow, useImportState } from "../import-session.tsx";
import { UndoButton } from "../steps/undo-button.tsx";
import { ListPlaceDialog } from "./list-place-dialog.tsx";
import { useRefreshFlow, useRefreshState } from "./refresh-provider.tsx";
import type { RefreshLine } from "./refresh-store.ts";
import { lineSentence } from "./refresh-words.ts";
import { waitsText } from "./waiting-line.ts";

/** @param onNamed a place was named, and its dialog is gone */
export function PlacesTable({ onNamed }: { readonly onNamed: () => void }) {
  const t = useT();
  return (
    <table className={styles.places}>
      <TableHead
        cells={[t("lists.col-list"), t("lists.col-place"), t("lists.col-state"), t("lists.col-acts")]}
        nums={[]}
      />
      <tbody>
        {REFRESH_LISTS.map((list) => (
          <PlaceRow key={list} list={list} onNamed={onNamed} />
        ))}
      </tbody>
    </table>
  );
}

function PlaceRow({ list, onNamed }: { readonly list: RefreshList; readonly onNamed: () => void }) {
  const t = useT();
  const { host } = useServices();
  const settings = useDeviceSettingsStore();
  const { refreshPaths = {} } = useDeviceSettings();
  const { shown, show, clear } = useToasts();
  const flow = useRefreshFlow();
  const busy = useRefreshState((state) => state.job !== null);
  const line = useRefreshState((state) => state.lines[list]);
  const [choosing, setChoosing] = useState(false);
  const chooser = useRef<HTMLButtonElement>(null);
  /** How the dialog went; the focus goes once it is gone, and would be nowhere otherwise. */
  const went = useRef<"named" | "closed" | null>(null);
  useEffect(() => {
    if (choosing || went.current === null) return;
    if (went.current === "named") onNamed();
    else chooser.current?.focus();
    went.current = null;
  }, [choosing, onNamed]);
  const path = refreshPaths[list];
  const name = t(`frame.refresh-list-${list}`);
  const forgetLine = (): void => {
    // what it waits for is asked of nobody any more
    if (line !== undefined && shown()?.text === waitsText(list, line, t)) clear();
    flow.forgetLine(list);
  };
  const forget = async (): Promise<void> => {
    const forgotten = await host("refresh.forget", { list });
    if (!forgotten.ok) return show({ text: t("lists.not-saved"), tone: "failed" });
    settings.adopt({ refreshPaths: forgotten.value.paths });
    forgetLine();
    // the button that was pressed goes away
    chooser.current?.focus();
  };
  return (
    <tr>
      <th scope="row" className="nowrap">
        {name}
      </th>
      <td className={path === undefined ? "meta" : `mono ${styles.path}`}>{path ?? t("lists.no-place")}</td>
      <td>
        <State list={list} line={line} isNamed={path !== undefined} />
      </td>
      <td>
        <div className="row">
          <Button
            ref={chooser}
            size="small"
            disabled={busy}
            aria-label={`${t(path === undefined ? "lists.choose" : "lists.choose-other")} ${name}`}
            onClick={() => setChoosing(true)}
          >
            {t(path === undefined ? "lists.choose" : "lists.choose-other")}
          </Button>
          {path !== undefined && (
            <Button
              size="small"
              kind="quiet"
              disabled={busy}
              aria-label={`${t("lists.forget")} ${name}`}
              onClick={() => void forget()}
            >
              {t("lists.forget")}
            </Button>
          )}
        </div>
        {choosing && (
          <ListPlaceDialog
            list={list}
            onClose={(isNamed) => {
              went.current = isNamed ? "named" : "closed";
              if (isNamed) forgetLine();
              setChoosing(false);
            }}
          />
        )}
      </td>
    </tr>
  );
}

interface StateProps {
  readonly list: RefreshList;
  readonly line: RefreshLine | undefined;
  readonly isNamed: boolean;
}

function State({ list, line, isNamed }: StateProps) {
  const t = useT();
  const format = useFormat();
  const { db, worker, clock } = useServices();
  const importId = line?.tag === "done" || line?.tag === "broken-off" ? line.importId : null;
  const isUndone = useIsUndone(importId);
  const last = useLiveQuery(async () => {
    // again with the list, and with each import that is taken back
    const isTaken = (await db.setting.get(takenListId(list))) !== undefined;
    await db.setting.where("id").startsWith(IMPORT_REPORTS).count();
    return isTaken ? (await worker.refresh.taken())[list] : undefined;
  }, [db, worker, list, isUndone]);
  const now = clock.now();
  const sentence =
    line !== undefined
      ? isUndone && "name" in line
        ? t("lists.line-undone", { name: line.name })
        : lineSentence(line, t, format, now)
      : last !== undefined
        ? t("lists.line-last", { when: format.moment(last.takenAt, now), rows: last.rows })
        : isNamed
          ? t("lists.line-never")
          : "";
  const isTrouble = line?.tag === "failed" || line?.tag === "asks" || line?.tag === "broken-off";
  return (
    <div className={styles.state}>
      <p className={isTrouble ? "field-error" : undefined} role={isTrouble ? "alert" : "status"}>
        {sentence}
      </p>
      {line !== undefined && !isUndone && <After list={list} line={line} />}
    </div>
  );
}

/** What may be done about what came of a list. */
function After({ list, line }: Omit<StateProps, "isNamed" | "line"> & { readonly line: RefreshLine }) {
  const t = useT();
  const flow = useRefreshFlow();
  const importFlow = useImportFlow();
  const importBusy = useImportState((state) => state.job !== null);
  const busy = useRefreshState((state) => state.job !== null);
  const [, navigate] = useLocation();
  const openColumns = async (): Promise<void> => {
    const file = await flow.openFile(list);
    if (file === null) return;
    void importFlow.open(file, list);
    navigate("/import");
  };
  if ((line.tag === "done" || line.tag === "broken-off") && line.importId !== null)
    return <UndoButton importId={line.importId} file={line.name} />;
  const isForColumns =
    line.tag === "failed" &&
    (line.failure.tag === "unknown-columns" ||
      line.failure.tag === "lacks-needed" ||
      (line.failure.tag === "none-fits" && line.failure.files > 0));
  if (isForColumns)
    return (
      <Button
        size="small"
        disabled={busy || importBusy}
        aria-label={`${t("lists.open-columns")} ${t(`frame.refresh-list-${list}`)}`}
        onClick={() => void openColumns()}
      >
        {t("lists.open-columns")}
      </Button>
    );
  if (line.tag === "nothing-new" || line.tag === "asks" || line.tag === "left")
    return (
      <Button
        size="small"
        disabled={busy}
        aria-label={`${t("lists.look-again")} ${t(`frame.refresh-list-${list}`)}`}
        onClick={() => void flow.look([list], true)}
      >
        {t("lists.look-again")}
      </Button>
    );
  return null;
}
