/** Says on every screen of the trial that nothing here is real, and offers the practice. */
import { FlaskConical } from "lucide-react";
import { useServices } from "../../desk-services/services.ts";
import { useT } from "../../i18n/use-t.ts";
import { Icon } from "../../ui/icon.tsx";
import { goOnPractising } from "./practice-state.ts";

export function TrialBanner() {
  const t = useT();
  const { db } = useServices();
  return (
    <p className="trial-banner">
      <span>
        <Icon icon={FlaskConical} />
        {t("frame.trial")}
        <button
          type="button"
          className="link"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => void goOnPractising(db, 0)}
        >
          {t("frame.practise")}
        </button>
      </span>
    </p>
  );
}
