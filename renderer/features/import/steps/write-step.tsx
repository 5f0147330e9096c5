/** Step 5: writing, in whole batches; it goes on while other screens are shown. */
import { Pause, Play } from "lucide-react";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { FootBar } from "../foot-bar.tsx";
import styles from "../import.module.css";
import { useImportFlow, useImportState } from "../import-session.tsx";

export function WriteStep() {
  const t = useT();
  const flow = useImportFlow();
  const paused = useImportState((state) => state.paused);
  const isWriting = useImportState((state) => state.job?.what !== "keeping");
  return (
    <>
      <div className={styles.body}>
        <p>{t("import.writing-hint")}</p>
      </div>
      <FootBar during="checking">
        {isWriting && (
          <Button icon={paused ? Play : Pause} autoFocus onClick={paused ? flow.resume : flow.pause}>
            {t(paused ? "import.resume" : "import.pause")}
          </Button>
        )}
        <Button keys="Esc" onClick={flow.cancel}>
          {t("import.stop")}
        </Button>
      </FootBar>
    </>
  );
}
