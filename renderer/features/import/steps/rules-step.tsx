/** Step 3: what may happen to a reader who is already here. */

import { targetSpec } from "#shared/import-export/columns/targets.ts";
import { type ImportRules, ON_MATCH } from "#shared/import-export/plan/import-rules.ts";
import type { MessageId } from "../../../i18n/message-id.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Checkbox, Radio } from "../../../ui/checkbox.tsx";
import { Select } from "../../../ui/select.tsx";
import { importFieldName } from "../field-name.ts";
import styles from "../import.module.css";
import { useImportFlow, useImportState } from "../import-session.tsx";
import { RulesFoot, RulesForm } from "./rules-foot.tsx";
import { UseRulesStep } from "./use-rules-step.tsx";

const SINGLE_RULES = ["all", "overwrite", "protect"] as const;
type SingleRule = (typeof SINGLE_RULES)[number];
const SINGLE_NAMES: Readonly<Record<SingleRule, MessageId>> = {
  all: "import.rules-field-as-all",
  overwrite: "import.rules-field-overwrite",
  protect: "import.rules-field-protect",
};
const TICKS = [
  ["blankErases", "import.rules-blank-erases"],
  ["dropBadCells", "import.rules-drop-bad"],
  ["samePhoneIsSame", "import.rules-same-phone"],
] as const;

export function RulesStep() {
  const holds = useImportState((state) => state.preview?.holds);
  return holds === "use" ? <UseRulesStep /> : <ReaderRulesStep />;
}

function ReaderRulesStep() {
  const t = useT();
  const flow = useImportFlow();
  const rules = useImportState((state) => state.rules);
  const set = (change: Partial<ImportRules>): void => flow.setRules({ ...rules, ...change });
  return (
    <>
      <RulesForm>
        <div className={styles.two}>
          <div>
            <fieldset className={styles.group}>
              <legend className={styles.legend}>{t("import.rules-match")}</legend>
              <p className="meta">{t("import.rules-match-by")}</p>
              {ON_MATCH.map((choice) => (
                <Radio
                  key={choice}
                  name="on-match"
                  checked={rules.onMatch === choice}
                  onChange={() => set({ onMatch: choice })}
                >
                  {t(`import.rules-${choice}`)}
                </Radio>
              ))}
            </fieldset>
            <fieldset className={styles.group}>
              <legend className={styles.legend}>{t("import.rules-other")}</legend>
              {TICKS.map(([rule, label]) => (
                <Checkbox key={rule} checked={rules[rule]} onChange={(event) => set({ [rule]: event.target.checked })}>
                  {t(label)}
                </Checkbox>
              ))}
            </fieldset>
          </div>
          {rules.onMatch !== "skip" && <SingleFields rules={rules} onChange={set} />}
        </div>
      </RulesForm>
      <RulesFoot />
    </>
  );
}

function SingleFields({
  rules,
  onChange,
}: {
  readonly rules: ImportRules;
  readonly onChange: (change: Partial<ImportRules>) => void;
}) {
  const t = useT();
  const mapping = useImportState((state) => state.mapping);
  const own = useImportState((state) => state.preview?.own ?? null);
  const fields =
    own === null
      ? [
          ...new Set(
            mapping.columns.flatMap(({ target }) => (target === null ? [] : [targetSpec(target).field as string])),
          ),
        ]
      : [];
  const ruleOf = (field: string): SingleRule =>
    rules.protect.includes(field) ? "protect" : rules.overwrite.includes(field) ? "overwrite" : "all";
  const setRule = (field: string, rule: SingleRule): void => {
    const without = (list: readonly string[]): string[] => list.filter((name) => name !== field);
    onChange({
      overwrite: [...without(rules.overwrite), ...(rule === "overwrite" ? [field] : [])],
      protect: [...without(rules.protect), ...(rule === "protect" ? [field] : [])],
    });
  };
  if (fields.length === 0) return null;
  return (
    <fieldset>
      <legend className={styles.legend}>{t("import.rules-fields")}</legend>
      <table>
        <tbody>
          {fields.map((field) => (
            <tr key={field}>
              <th scope="row">{t(importFieldName("reader", field))}</th>
              <td>
                <Select
                  aria-label={t("import.rules-field-rule", { field: t(importFieldName("reader", field)) })}
                  options={SINGLE_RULES.map((value) => ({ value, label: t(SINGLE_NAMES[value]) }))}
                  value={ruleOf(field)}
                  onChange={(rule) => setRule(field, rule)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </fieldset>
  );
}
