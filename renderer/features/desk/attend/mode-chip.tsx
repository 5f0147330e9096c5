/** Beside the scan box while scans are counted: what a scan does now, how many there were, and the way out. */
import { CalendarCheck, DoorOpen, X } from "lucide-react";
import { useT } from "../../../i18n/use-t.ts";
import { Icon } from "../../../ui/icon.tsx";
import { useDeskActions, useDeskState } from "../desk-context.ts";
import styles from "./attend.module.css";
import { useCounted } from "./attend-queries.ts";

export function ModeChip() {
  const t = useT();
  const mode = useDeskState((state) => state.mode);
  const actions = useDeskActions();
  const counted = useCounted();
  if (mode.tag === "card") return null;
  const n = counted?.size ?? 0;
  return (
    <button type="button" className={styles.chip} title={t("attend.leave-hint")} onClick={actions.leaveMode}>
      <Icon icon={mode.tag === "visit" ? DoorOpen : CalendarCheck} />
      <span className="clip">
        {mode.tag === "visit" ? t("attend.chip-visit") : t("attend.chip-event", { name: mode.name })}
      </span>
      <span className={styles.sum}>{t("attend.chip-count", { n })}</span>
      <Icon icon={X} />
      <span className="vh">{t("attend.leave")}</span>
    </button>
  );
}
