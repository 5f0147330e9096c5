/** Step 3 for a list of use: how its rows are recorded, what is not, and which system it comes from. */
import { useT } from "../../../i18n/use-t.ts";
import { Field } from "../../../ui/field.tsx";
import { TextInput } from "../../../ui/text-input.tsx";
import styles from "../import.module.css";
import { useImportFlow, useImportState } from "../import-session.tsx";
import { RulesFoot } from "./rules-foot.tsx";

const RULES = ["fold", "again", "titles", "sensitive", "faulty"] as const;
/** As long as a remembered setting holds. */
const LONGEST_SOURCE = 80;

export function UseRulesStep() {
  const t = useT();
  const flow = useImportFlow();
  const rules = useImportState((state) => state.useRules);
  return (
    <>
      <div className={styles.body}>
        <section className={styles.group} aria-labelledby="use-rules-h">
          <h2 id="use-rules-h">{t("import.use-rules")}</h2>
          <ul className={styles.plainRules}>
            {RULES.map((rule) => (
              <li key={rule}>{t(`import.use-rule-${rule}`)}</li>
            ))}
          </ul>
        </section>
        <Field label={t("import.use-source")} hint={t("import.use-source-hint")}>
          {(control) => (
            <TextInput
              {...control}
              className={styles.source}
              maxLength={LONGEST_SOURCE}
              defaultValue={rules.source}
              onInput={(event) => flow.setUseRules({ ...rules, source: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
      <RulesFoot />
    </>
  );
}
