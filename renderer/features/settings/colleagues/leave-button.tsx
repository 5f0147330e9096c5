/** Hides a colleague who leaves, or shows one again. Whoever is responsible for somebody or something hands it over first. */
import { useState } from "react";
import type { Row } from "../../../db/database.ts";
import { edit } from "../../../db/write/changes.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { useOnce } from "../../../ui/hooks/use-once.ts";
import { useSave } from "../use-save.ts";
import { LeaveDialog } from "./leave-dialog.tsx";
import { type LeaverItem, readLeaverWork, useWorkLeft } from "./leaver-work.ts";

interface LeaveButtonProps {
  readonly colleague: Row<"staff">;
  /** Told apart from others of the same name. */
  readonly called: string;
  /** Who are there beside. */
  readonly others: readonly Row<"staff">[];
  /** The role of whoever is at the desk does not let them. */
  readonly disabled: boolean;
}

export function LeaveButton({ colleague, called, others, disabled }: LeaveButtonProps) {
  const t = useT();
  const { db } = useServices();
  const { shared } = useSave();
  const [asked, setAsked] = useState<readonly LeaverItem[]>();
  const isHidden = colleague.hidden === true;
  const left = useWorkLeft(isHidden ? colleague.id : undefined);
  const hideText = t(isHidden ? "settings.show-again" : "settings.hide");
  const hide = (hidden: boolean) => shared("staff.hide", [edit("staff", colleague.id, { hidden })]);
  const leave = useOnce(async (): Promise<void> => {
    const items = await readLeaverWork(db, colleague.id);
    if (items.length > 0 && others.length > 0) setAsked(items);
    else await hide(true);
  });
  return (
    <>
      {left.length > 0 && others.length > 0 && (
        <Button
          size="small"
          aria-label={`${t("settings.leave-left", { count: left.length })} ${called}`}
          disabled={disabled}
          onClick={() => setAsked(left)}
        >
          {t("settings.leave-left", { count: left.length })}
        </Button>
      )}
      <Button
        size="small"
        aria-label={`${hideText} ${called}`}
        disabled={disabled}
        onClick={() => void (isHidden ? hide(false) : leave())}
      >
        {hideText}
      </Button>
      {asked !== undefined && (
        <LeaveDialog colleague={colleague} others={others} items={asked} onClose={() => setAsked(undefined)} />
      )}
    </>
  );
}
