/** From the rules back to the columns, or on to the dry run. */
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { FootBar } from "../foot-bar.tsx";
import { useImportFlow } from "../import-session.tsx";

export function RulesFoot() {
  const t = useT();
  const flow = useImportFlow();
  return (
    <FootBar during="checking">
      <Button keys="Esc" onClick={() => flow.goTo("mapping")}>
        {t("import.back")}
      </Button>
      <Button kind="primary" autoFocus keys="Enter" onClick={() => void flow.check()}>
        {t("import.check-now")}
      </Button>
    </FootBar>
  );
}
