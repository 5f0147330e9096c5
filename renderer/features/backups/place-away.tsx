/**
 * A place of backups that cannot be read just now: why, and looked at again: by hand, when the window is come back to,
 * and every few seconds while it is shown. Whoever has put the stick in need not know that there is more to do.
 */
import { CircleAlert } from "lucide-react";
import { useEffect } from "react";
import type { BackupPlace } from "#shared/host/backup-calls.ts";
import { useSay, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { useToasts } from "../../ui/dialogs/toast.tsx";
import { Icon } from "../../ui/icon.tsx";
import type { PlaceState } from "./backup-places-store.ts";
import { useBackupActions } from "./backup-provider.tsx";
import { faultMessage } from "./backup-words.ts";

const LOOK_EVERY_MS = 3000;

export interface PlaceAwayProps {
  readonly place: BackupPlace;
  readonly fault: Extract<PlaceState, { tag: "fault" }>["fault"];
}

export function PlaceAway({ place, fault }: PlaceAwayProps) {
  const t = useT();
  const say = useSay();
  const { show } = useToasts();
  const { look } = useBackupActions();
  useEffect(() => {
    let busy = false;
    const again = (): void => {
      if (busy) return; // a dead share answers late
      busy = true;
      void look(place).finally(() => {
        busy = false;
      });
    };
    const timer = setInterval(again, LOOK_EVERY_MS);
    window.addEventListener("focus", again);
    return () => {
      clearInterval(timer);
      window.removeEventListener("focus", again);
    };
  }, [look, place]);
  const byHand = async (): Promise<void> => {
    const found = await look(place);
    if (found.tag === "fault") show({ text: say(faultMessage(found.fault)), tone: "failed" });
  };
  return (
    <div className="alert alert-warn">
      <Icon icon={CircleAlert} />
      <p className="grow">{say(faultMessage(fault))}</p>
      <Button size="small" onClick={() => void byHand()}>
        {t("backups.again")}
      </Button>
    </div>
  );
}
