/** The imports made so far; for thirty days each can be taken back whole. */
import { useLiveQuery } from "dexie-react-hooks";
import { useRef, useState } from "react";
import { REFRESH_AUTHOR } from "#shared/model/settings/refresh-lists.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import styles from "../import.module.css";
import { type PastImport, usePastImports } from "../import-queries.ts";
import { useImportState } from "../import-session.tsx";
import { PurgeDialog } from "./purge-dialog.tsx";
import { StayingDialog } from "./staying-dialog.tsx";
import { UndoButton } from "./undo-button.tsx";

const NOBODY: readonly string[] = [];
const UNDO_WITHIN_MS = 30 * 86_400_000;

/** @param plain says nothing where there are none */
export function PastImports({ plain = false }: { readonly plain?: boolean }) {
  const t = useT();
  const past = usePastImports();
  const heading = useRef<HTMLHeadingElement>(null);
  if (past === undefined || (past.length === 0 && plain)) return null;
  if (past.length === 0) return <p className="more">{t("import.past-none")}</p>;
  return (
    <section aria-labelledby="past-h" className={styles.past}>
      <div className="section-head">
        <h2 id="past-h" ref={heading} tabIndex={-1}>
          {t("import.past")} <span className="count">{t("import.past-hint")}</span>
        </h2>
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("import.past-file")}</th>
            <th scope="col">{t("import.past-when")}</th>
            <th scope="col">{t("import.past-who")}</th>
            <th scope="col" className="nums">
              {t("import.past-written")}
            </th>
            <th scope="col" aria-label={t("import.undo-short")} />
          </tr>
        </thead>
        <tbody>
          {past.map((item) => (
            <PastRow key={item.importId} item={item} onUndone={() => heading.current?.focus()} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** @param onUndone the button goes: the focus needs another place */
function PastRow({ item, onUndone }: { readonly item: PastImport; readonly onUndone: () => void }) {
  const t = useT();
  const format = useFormat();
  const { clock } = useServices();
  return (
    <tr>
      <th scope="row">{item.file}</th>
      <td>{format.moment(item.at, clock.now())}</td>
      <td>{item.staff === REFRESH_AUTHOR ? t("import.by-refresh") : item.staffName}</td>
      <td className="nums">
        {item.unfinished ? t("import.past-unfinished") : format.number(item.wrote?.records ?? item.written)}
      </td>
      <td>
        {item.undoneAt !== undefined ? (
          <Undone item={item} />
        ) : !item.here ? (
          <span className="meta">
            {item.desk === undefined ? t("import.past-elsewhere") : t("import.past-at", { desk: item.desk })}
          </span>
        ) : clock.now() - item.at > UNDO_WITHIN_MS ? (
          <span className="meta">{t("import.past-expired")}</span>
        ) : (
          <UndoButton importId={item.importId} file={item.file} onUndone={onUndone} />
        )}
      </td>
    </tr>
  );
}

/** Taken back means hidden: what the import had brought goes from the files only when somebody erases it. */
function Undone({ item: { importId, file, here, allStay } }: { readonly item: PastImport }) {
  const t = useT();
  const { db, worker } = useServices();
  const busy = useImportState((state) => state.job !== null);
  const [asking, setAsking] = useState<"purge" | "staying" | null>(null);
  const staying =
    useLiveQuery(
      async () => ((await db.erased.count()) >= 0 && here ? worker.imports.stayingReaders(importId) : []),
      [db, worker, importId, here, busy],
    ) ?? NOBODY;
  const left =
    useLiveQuery(
      async () => ((await db.erased.count()) >= 0 && here ? worker.imports.undoneReaders(importId) : 0),
      [db, worker, importId, here, busy],
    ) ?? 0;
  return (
    <div className="row row-wrap">
      {t(allStay === true ? "import.past-all-stay" : "import.past-undone")}
      {staying.length > 0 && (
        <Button
          size="small"
          disabled={busy}
          aria-label={`${t("import.staying", { n: staying.length })} ${file}`}
          onClick={() => setAsking("staying")}
        >
          {t("import.staying", { n: staying.length })}
        </Button>
      )}
      {left > 0 && (
        <Button
          size="small"
          disabled={busy}
          aria-label={`${t("import.purge")} ${file}`}
          onClick={() => setAsking("purge")}
        >
          {t("import.purge")}
        </Button>
      )}
      {asking === "purge" && (
        <PurgeDialog importId={importId} file={file} count={left} onClose={() => setAsking(null)} />
      )}
      {asking === "staying" && <StayingDialog file={file} readers={staying} onClose={() => setAsking(null)} />}
    </div>
  );
}
