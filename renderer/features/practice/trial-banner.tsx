/** Says on every screen of the trial that nothing here is real, and offers the practice and the way out. */
import { FlaskConical } from "lucide-react";
import { Suspense, useState } from "react";
import { useServices } from "../../desk-services/services.ts";
import { useT } from "../../i18n/use-t.ts";
import { WholeLanguage } from "../../i18n/whole-language.tsx";
import { lazyPart } from "../../ui/hooks/lazy-part.tsx";
import { Icon } from "../../ui/icon.tsx";
import { goOnPractising } from "./practice-state.ts";

const LeaveTrialDialog = lazyPart(async () => (await import("./leave-trial.tsx")).LeaveTrialDialog);

export function TrialBanner() {
  const t = useT();
  const { db, start } = useServices();
  const [isLeaving, setLeaving] = useState(false);
  return (
    <>
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
          {start.canLeave === true && (
            <button type="button" className="link" onClick={() => setLeaving(true)}>
              {t("frame.trial-leave")}
            </button>
          )}
        </span>
      </p>
      {isLeaving && (
        <Suspense fallback={null}>
          <WholeLanguage>
            <LeaveTrialDialog onClose={() => setLeaving(false)} />
          </WholeLanguage>
        </Suspense>
      )}
    </>
  );
}
