/** What each rule says of this reader today, and why. */
import { useEffect, useState } from "react";
import { type Outcome, RULES } from "#shared/rules/rule.ts";
import { useServices } from "../../desk-services/services.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { Dialog } from "../../ui/dialogs/dialog.tsx";
import { outcomeText } from "../../words/rule-reasons.ts";

export function RuleReasonsDialog({ reader, onClose }: { readonly reader: string; readonly onClose: () => void }) {
  const t = useT();
  const format = useFormat();
  const { worker } = useServices();
  const [found, setFound] = useState<readonly Outcome[] | "looking" | "failed">("looking");
  useEffect(() => {
    let isWanted = true;
    worker.rules.reasons(reader).then(
      (outcomes) => isWanted && setFound(outcomes),
      () => isWanted && setFound("failed"),
    );
    return () => {
      isWanted = false;
    };
  }, [worker, reader]);
  return (
    <Dialog open title={t("rules.reasons")} closeLabel={t("rules.close")} onClose={onClose}>
      {found === "looking" && <p role="status">{t("rules.looking")}</p>}
      {found === "failed" && <p role="alert">{t("rules.cannot")}</p>}
      {typeof found !== "string" && (
        <dl className="facts">
          {RULES.map((rule) => (
            <div key={rule}>
              <dt>{t(`rules.name-${rule}`)}</dt>
              <dd>
                {format.list([
                  ...new Set(
                    found.filter((outcome) => outcome.rule === rule).map((outcome) => outcomeText(outcome, t)),
                  ),
                ])}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Dialog>
  );
}
