/** Step 4, always: what the import would do, before it does anything. */
import { useEffect, useState } from "react";
import type { Bucket } from "#shared/import-export/plan/plan-row.ts";
import type { PlanCounts } from "#shared/import-export/plan/planner.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import type { NewBranch } from "../../../platform/worker/import-api.ts";
import { Button } from "../../../ui/button.tsx";
import { Select } from "../../../ui/select.tsx";
import { importFieldName } from "../field-name.ts";
import { FootBar } from "../foot-bar.tsx";
import styles from "../import.module.css";
import { useImportFlow, useImportState } from "../import-session.tsx";
import { BucketTabs } from "./bucket-tabs.tsx";
import { ChangesTable } from "./changes-table.tsx";
import { DuplicateList } from "./duplicate-list.tsx";
import { FixList } from "./fix-list.tsx";
import { MoreRows } from "./more-rows.tsx";
import { useBucketPage } from "./use-bucket-page.ts";
import { UseTable } from "./use-table.tsx";

const NO_COUNTS = { new: 0, update: 0, same: 0, kept: 0, duplicate: 0, error: 0, cells: 0 };

export function CheckStep() {
  const flow = useImportFlow();
  const counts = useImportState((state) => state.counts) ?? NO_COUNTS;
  const bucket = useImportState((state) => state.bucket);
  return (
    <>
      <BucketTabs counts={counts} bucket={bucket} onBucket={flow.showBucket} />
      <div className="import-body">
        {/* errors stand at the right already: their bucket shows what else there is to look at */}
        <BucketRows key={bucket} bucket={bucket === "error" ? "update" : bucket} />
        <FixList />
      </div>
      <CheckFoot />
    </>
  );
}

function BucketRows({ bucket }: { readonly bucket: Bucket }) {
  const t = useT();
  const [field, setField] = useState("");
  const isUse = useImportState((state) => state.preview?.holds === "use");
  const rule = useImportState((state) => state.rules.onMatch);
  const { rows, total, groups, rest, showMore } = useBucketPage(bucket, field === "" ? undefined : field);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: rows that are only read are scrolled by the arrows
    <section className="scroll" aria-labelledby="rows-h" tabIndex={0}>
      <div className="section-head">
        <h2 id="rows-h">
          {t(`import.bucket-${bucket}`)}{" "}
          <span className="count">
            {t(
              isUse && bucket !== "duplicate" && bucket !== "error" && bucket !== "kept"
                ? `import.use-count-${bucket}`
                : `import.count-${bucket}`,
              { n: total, rule },
            )}
          </span>
        </h2>
        {bucket === "update" && !isUse && <FieldFilter value={field} onChange={setField} />}
      </div>
      {total === 0 ? (
        <p className="more">{t("import.none-here")}</p>
      ) : bucket === "duplicate" ? (
        <DuplicateList rows={rows} groups={groups} />
      ) : isUse ? (
        <UseTable rows={rows} />
      ) : (
        <ChangesTable rows={rows} />
      )}
      <MoreRows rest={rest} onMore={showMore} />
    </section>
  );
}

function FieldFilter({ value, onChange }: { readonly value: string; readonly onChange: (field: string) => void }) {
  const t = useT();
  const kind = useImportState((state) => state.preview?.own?.kind ?? "reader");
  const { rows } = useBucketPage("update");
  const fields = [...new Set(rows.flatMap(({ cells }) => cells.map((cell) => cell.field)))];
  if (fields.length < 2) return null;
  return (
    <Select
      className="push"
      aria-label={t("import.only-field")}
      value={value}
      onChange={onChange}
      options={[
        { value: "", label: t("import.all-fields") },
        ...fields.map((field) => ({ value: field, label: t(importFieldName(kind, field)) })),
      ]}
    />
  );
}

function CheckFoot() {
  const t = useT();
  const flow = useImportFlow();
  const checked = useImportState((state) => state.checked);
  const busy = useImportState((state) => state.job !== null);
  const counts = useImportState((state) => state.counts) ?? NO_COUNTS;
  const { staff = "", deskName = null } = useDeviceSettings();
  const list = useImportState((state) => state.list);
  const isUse = useImportState((state) => state.preview?.holds === "use");
  const toWrite = counts.new + counts.update;
  const isNothing = checked && toWrite === 0;
  // of a list of the library system the columns are settled all the same: without that it is never taken by itself
  const settles = isNothing && list !== null && counts.same + counts.kept > 0;
  return (
    <FootBar during="checking" idle={checked && <Checked counts={counts} />}>
      <Button
        // with nothing to write it is what Enter does: the way on would throw the file away
        key={isNothing ? "nothing" : "back"}
        autoFocus={isNothing && !settles}
        {...(!busy && { keys: "Esc" })}
        onClick={() => flow.goTo("rules")}
        disabled={busy}
      >
        {t("import.back")}
      </Button>
      {busy && (
        <Button keys="Esc" onClick={flow.cancel}>
          {t("import.cancel-check")}
        </Button>
      )}
      {!busy && !checked && <Button onClick={() => void flow.check()}>{t("import.check-now")}</Button>}
      {isNothing && <Button onClick={flow.startAgain}>{t("import.choose-other")}</Button>}
      <Button
        key={checked ? "ready" : "waiting"}
        kind="primary"
        autoFocus={checked && (toWrite > 0 || settles)}
        disabled={!checked || (isNothing && !settles)}
        {...(!checked && { title: t("import.write-wait") })}
        onClick={() => void flow.write({ staff, desk: deskName, ...(list !== null && { list }) })}
      >
        {isNothing
          ? t(settles ? "import.settle-columns" : "import.write-none")
          : t(isUse ? "import.use-write-n" : "import.write-n", { n: toWrite })}
      </Button>
    </FootBar>
  );
}

/** Of readers of a branch that is not there yet: its numbers begin with the code that it is given. */
function MadeBranches() {
  const t = useT();
  const format = useFormat();
  const { worker } = useServices();
  const version = useImportState((state) => state.version);
  const [branches, setBranches] = useState<readonly NewBranch[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew of each plan
  useEffect(() => {
    let isWanted = true;
    void worker.imports.newBranches().then((made) => isWanted && setBranches(made));
    return () => {
      isWanted = false;
    };
  }, [worker, version]);
  if (branches.length === 0) return null;
  const named = branches.map(({ name, code }) => t("import.branch-coded", { name, code }));
  return <small className={styles.folded}>{t("import.makes-branches", { branches: format.list(named) })}</small>;
}

function Checked({ counts }: { readonly counts: PlanCounts }) {
  const t = useT();
  const { folded } = counts;
  return (
    <>
      {t("import.checked")}
      <MadeBranches />
      {folded !== undefined && (
        <small className={styles.folded}>
          {t("import.use-folded", {
            rows: folded.rows,
            records: counts.new + counts.update + counts.same,
            left: folded.leftOut,
          })}
        </small>
      )}
      {folded?.staying !== undefined && (
        <small className={styles.folded}>{t("import.use-staying", { n: folded.staying })}</small>
      )}
    </>
  );
}
