/** Says on every screen of the trial that nothing here is real. */
import { FlaskConical } from "lucide-react";
import { useT } from "../i18n/use-t.ts";
import { Icon } from "../ui/icon.tsx";

export function TrialBanner() {
  const t = useT();
  return (
    <p className="trial-banner">
      <span>
        <Icon icon={FlaskConical} />
        {t("frame.trial")}
      </span>
    </p>
  );
}
