/** Step 2: the file's columns at the left, the fields they fill at the right, what is left out in plain sight. */
import { useRef } from "react";
import { lostColumns, saysWho } from "#shared/import-export/columns/mapping.ts";
import { TARGET_IDS, type Target, targetSpec } from "#shared/import-export/columns/targets.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { FootBar } from "../foot-bar.tsx";
import styles from "../import.module.css";
import { useImportFlow, useImportState } from "../import-session.tsx";
import { ColumnTable } from "./column-table.tsx";
import { UseMappingStep } from "./use-mapping-step.tsx";
import { useUnmatched } from "./use-unmatched.ts";
import { ColumnValues } from "./values-taken-for.tsx";

export function MappingStep() {
  const holds = useImportState((state) => state.preview?.holds);
  return holds === "use" ? <UseMappingStep /> : <ReaderMappingStep />;
}

const isLookedUp = (target: Target): boolean => ["category", "branch", "gender"].includes(targetSpec(target).reading);

function ReaderMappingStep() {
  const t = useT();
  const flow = useImportFlow();
  const { worker } = useServices();
  const preview = useImportState((state) => state.preview);
  const mapping = useImportState((state) => state.mapping);
  const button = useRef<HTMLButtonElement>(null);
  const unmatched = useUnmatched(
    mapping,
    (target) => isLookedUp(target) && preview?.own === null,
    (column) => worker.imports.values(column, mapping),
    () => flow.goTo("rules"),
  );
  if (preview === null) return null;
  const mapped = mapping.columns.filter(({ target }) => target !== null).length;
  const own = preview.own !== null;
  const isWhoKnown = own || saysWho(mapping);
  const { next, sentence } = unmatched;
  const lost = lostColumns(preview.columns, mapping);
  const keepLost = (): void => {
    flow.setMapping({
      columns: mapping.columns.map((rule, column) => (lost.has(column) ? { target: "extra" } : rule)),
    });
    button.current?.focus();
  };
  return (
    <>
      <div className={styles.body}>
        <div className="section-head">
          <h2>
            {t("import.map-title")}{" "}
            <span className="count">
              {own ? t("import.own-file") : t("import.map-count", { mapped, left: mapping.columns.length - mapped })}
            </span>
          </h2>
          {!own && lost.size > 0 && (
            <Button size="small" className="push" onClick={keepLost}>
              {t("import.map-keep", { n: lost.size })}
            </Button>
          )}
        </div>
        {!own && (
          <div className={styles.two}>
            <ColumnTable
              columns={preview.columns}
              mapping={mapping}
              targets={TARGET_IDS.map((id) => ({ value: id, label: t(`import.target-${id}`) }))}
              isDay={(target: Target) => targetSpec(target).reading === "day"}
              onMapping={flow.setMapping}
            />
            <div>
              {mapping.columns.map((rule, column) =>
                rule.target !== null && isLookedUp(rule.target) ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is known by its place
                  <ColumnValues key={column} column={column} onSettled={() => button.current?.focus()} />
                ) : null,
              )}
            </div>
          </div>
        )}
      </div>
      <FootBar during="reading" stop={isWhoKnown ? sentence : t("import.map-gap")}>
        <Button keys="Esc" onClick={() => flow.goTo("file")}>
          {t("import.back")}
        </Button>
        <Button ref={button} kind="primary" autoFocus keys="Enter" disabled={!isWhoKnown} onClick={() => void next()}>
          {t("import.next")}
        </Button>
      </FootBar>
    </>
  );
}
