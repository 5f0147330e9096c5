/** Step 2 for a list of use: whose, when, what, how much; and what the whole list is where no column says the kind. */

import { useCallback, useRef } from "react";
import { mappingGapsOf } from "#shared/import-export/library-use/use-mapping.ts";
import { USE_TARGETS, type UseTarget } from "#shared/import-export/library-use/use-targets.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Field } from "../../../ui/field.tsx";
import { Select } from "../../../ui/select.tsx";
import { useColumnName } from "../column-name.ts";
import { useEntryNames } from "../entry-names.ts";
import { FootBar } from "../foot-bar.tsx";
import styles from "../import.module.css";
import { useLists } from "../import-queries.ts";
import { useImportFlow, useImportState } from "../import-session.tsx";
import { useUseKinds } from "../use-kinds.ts";
import { ColumnTable } from "./column-table.tsx";
import { useUnmatched } from "./use-unmatched.ts";
import { ValueTable } from "./value-table.tsx";
import { useValues } from "./values-taken-for.tsx";

export function UseMappingStep() {
  const t = useT();
  const flow = useImportFlow();
  const preview = useImportState((state) => state.preview);
  const mapping = useImportState((state) => state.useMapping);
  const rules = useImportState((state) => state.useRules);
  const { worker } = useServices();
  const button = useRef<HTMLButtonElement>(null);
  const { next, sentence } = useUnmatched(
    mapping,
    (target) => target === "kind" || target === "branch",
    (column) => worker.imports.valuesOfUse(column, mapping),
    () => flow.goTo("rules"),
  );
  if (preview === null) return null;
  const mapped = mapping.columns.filter(({ target }) => target !== null).length;
  const [gap] = mappingGapsOf(mapping, rules);
  return (
    <>
      <div className={styles.body}>
        <div className="section-head">
          <h2>
            {t("import.map-title")}{" "}
            <span className="count">{t("import.map-count", { mapped, left: mapping.columns.length - mapped })}</span>
          </h2>
        </div>
        <div className={styles.two}>
          <ColumnTable
            columns={preview.columns}
            mapping={mapping}
            targets={USE_TARGETS.map((id) => ({ value: id, label: t(`import.use-target-${id}`) }))}
            isDay={(target: UseTarget) => target === "day" || target === "returned"}
            onMapping={flow.setUseMapping}
          />
          <div>
            {!mapping.columns.some(({ target }) => target === "kind") && <WholeKind />}
            {mapping.columns.map(({ target }, column) =>
              target === "kind" || target === "branch" ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is known by its place
                <UseValues key={column} column={column} target={target} onSettled={() => button.current?.focus()} />
              ) : null,
            )}
          </div>
        </div>
      </div>
      <FootBar during="reading" stop={gap === undefined ? sentence : t(`import.use-gap-${gap}`)}>
        <Button keys="Esc" onClick={() => flow.goTo("file")}>
          {t("import.back")}
        </Button>
        <Button
          ref={button}
          kind="primary"
          autoFocus
          keys="Enter"
          disabled={gap !== undefined}
          onClick={() => void next()}
        >
          {t("import.next")}
        </Button>
      </FootBar>
    </>
  );
}

function WholeKind() {
  const t = useT();
  const flow = useImportFlow();
  const rules = useImportState((state) => state.useRules);
  const kinds = useUseKinds();
  const options = [
    { value: "", label: t("import.use-choose-kind"), disabled: true },
    ...kinds.map(({ code, label }) => ({ value: code, label })),
  ];
  return (
    <Field label={t("import.use-whole-kind")} hint={t("import.use-whole-kind-hint")}>
      {(control) => (
        <Select
          {...control}
          options={options}
          value={rules.kind ?? ""}
          onChange={(kind) =>
            flow.setUseRules({ ...rules, kind: kinds.find(({ code }) => code === kind)?.code ?? null })
          }
        />
      )}
    </Field>
  );
}

function UseValues({
  column,
  target,
  onSettled,
}: {
  readonly column: number;
  readonly target: "kind" | "branch";
  readonly onSettled: () => void;
}) {
  const t = useT();
  const flow = useImportFlow();
  const { worker } = useServices();
  const mapping = useImportState((state) => state.useMapping);
  const { branches } = useLists();
  const kinds = useUseKinds();
  const header = useColumnName()(column);
  const values = useValues(useCallback(() => worker.imports.valuesOfUse(column, mapping), [worker, column, mapping]));
  const { nearBranch } = useEntryNames(
    branches,
    values.map(({ value }) => value),
  );
  if (values.length === 0) return null;
  const isKind = target === "kind";
  return (
    <ValueTable
      header={header}
      values={values}
      entries={isKind ? kinds : branches}
      chosen={mapping.columns[column]?.values ?? {}}
      onChoose={(picked) =>
        flow.setUseMapping({
          columns: mapping.columns.map((rule, at) =>
            at === column ? { ...rule, values: { ...rule.values, ...picked } } : rule,
          ),
        })
      }
      onSettled={onSettled}
      {...(!isKind && { unknown: t("import.values-unknown-branch"), near: nearBranch })}
      blank={t(isKind ? "import.use-leave-out" : "import.values-blank")}
      allBlank={t(isKind ? "import.use-all-left-out" : "import.values-all-blank")}
    />
  );
}
