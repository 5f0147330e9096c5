/** From the rules back to the columns, or on to the dry run. */
import type { FormEvent, ReactNode } from "react";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { FootBar } from "../foot-bar.tsx";
import styles from "../import.module.css";
import { useImportFlow, useImportState } from "../import-session.tsx";

const RULES_FORM = "import-rules";

/** Around the choices: Enter goes on from any of them. */
export function RulesForm({ children }: { readonly children: ReactNode }) {
  const flow = useImportFlow();
  const busy = useImportState((state) => state.job !== null);
  const check = (event: FormEvent): void => {
    event.preventDefault();
    if (!busy) void flow.check();
  };
  return (
    <form id={RULES_FORM} className={styles.body} onSubmit={check}>
      {children}
    </form>
  );
}

export function RulesFoot() {
  const t = useT();
  const flow = useImportFlow();
  return (
    <FootBar during="checking">
      <Button keys="Esc" onClick={() => flow.goTo("mapping")}>
        {t("import.back")}
      </Button>
      <Button kind="primary" type="submit" form={RULES_FORM} autoFocus keys="Enter">
        {t("import.check-now")}
      </Button>
    </FootBar>
  );
}
