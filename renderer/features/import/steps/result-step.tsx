/** Step 6: what was written, and the way back. */
import { useEffect } from "react";
import { useLocation } from "wouter";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { BucketTabs } from "../check/bucket-tabs.tsx";
import { ErrorsButton } from "../check/errors-button.tsx";
import { FootBar } from "../foot-bar.tsx";
import styles from "../import.module.css";
import { useImportFlow, useImportState } from "../import-session.tsx";
import { UndoButton } from "./undo-button.tsx";

export function ResultStep() {
  const t = useT();
  const format = useFormat();
  const { clock } = useServices();
  const flow = useImportFlow();
  const outcome = useImportState((state) => state.outcome);
  const backup = useImportState((state) => state.backup);
  const list = useImportState((state) => state.list);
  const [, navigate] = useLocation();
  useEffect(() => flow.setAside, [flow]);
  if (outcome === null) return null;
  const { importId, written, counts, file, at, stopped, kind } = outcome.report;
  const wrote = outcome.report.wrote ?? { new: counts.new, update: counts.update, records: written };
  const day = format.shortDay(at, clock.now());
  const isUse = kind === "activity";
  return (
    <>
      <BucketTabs counts={{ ...counts, new: wrote.new, update: wrote.update }} />
      <div className={styles.body}>
        <h2>
          {stopped === true
            ? t(isUse ? "import.use-done-stopped" : "import.done-stopped", {
                n: written,
                rest: counts.new + counts.update - written,
              })
            : t(isUse ? "import.use-done" : kind === "reader" ? "import.done" : "import.done-records", {
                n: wrote.records,
              })}
        </h2>
        <p>{isUse ? t("import.use-done-hint") : t("import.done-tag", { tag: t("import.past-tag", { day }) })}</p>
        {backup !== null && <p>{t(backup === "made" ? "import.backup-made" : "import.backup-failed")}</p>}
        {isUse && counts.error > 0 && <p>{t("import.use-done-left", { errors: counts.error })}</p>}
        {!isUse && counts.duplicate + counts.error > 0 && (
          <p>
            {t("import.done-left", {
              duplicates: format.number(counts.duplicate),
              errors: format.number(counts.error),
            })}
          </p>
        )}
      </div>
      <FootBar during="checking">
        {counts.error > 0 && <ErrorsButton large />}
        <UndoButton importId={importId} file={file} large />
        <Button onClick={flow.startAgain}>{t("import.again")}</Button>
        <Button
          {...(list === null && { kind: "primary", autoFocus: true })}
          onClick={() => navigate(isUse ? "/statistics" : "/readers")}
        >
          {t(isUse ? "import.to-statistics" : "import.to-readers")}
        </Button>
        {list !== null && (
          <Button kind="primary" autoFocus onClick={() => navigate("/refresh")}>
            {t("import.to-refresh")}
          </Button>
        )}
      </FootBar>
    </>
  );
}
