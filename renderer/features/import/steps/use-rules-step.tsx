/** Step 3 for a list of use: how its rows are recorded, what is not, and which system it comes from. */
import { useLiveQuery } from "dexie-react-hooks";
import { readSensitiveClasses } from "../../../db/write/library-setting.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Field } from "../../../ui/field.tsx";
import { TextInput } from "../../../ui/text-input.tsx";
import styles from "../import.module.css";
import { useImportFlow, useImportState } from "../import-session.tsx";
import { RulesFoot, RulesForm } from "./rules-foot.tsx";

const RULES = ["fold", "again", "titles", "sensitive", "faulty"] as const;
/** As long as a remembered setting holds. */
const LONGEST_SOURCE = 80;

export function UseRulesStep() {
  const t = useT();
  const flow = useImportFlow();
  const format = useFormat();
  const { db } = useServices();
  const sensitive = useLiveQuery(async () => await readSensitiveClasses(db), [db]) ?? [];
  const rules = useImportState((state) => state.useRules);
  return (
    <>
      <RulesForm>
        <section className={styles.group} aria-labelledby="use-rules-h">
          <h2 id="use-rules-h">{t("import.use-rules")}</h2>
          <ul className={styles.plainRules}>
            {RULES.filter((rule) => rule !== "sensitive" || sensitive.length > 0).map((rule) => (
              <li key={rule}>
                {rule === "sensitive"
                  ? t("import.use-rule-sensitive", { classes: format.list(sensitive) })
                  : t(`import.use-rule-${rule}`)}
              </li>
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
      </RulesForm>
      <RulesFoot />
    </>
  );
}
