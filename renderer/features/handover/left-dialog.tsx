/** What the shift before left, for whoever has come: taken over with one key, or looked at later in the book. */
import { useRef, useState } from "react";
import { useAct } from "../../acts/use-acts.ts";
import { takeChanges } from "../../db/left-lines.ts";
import type { Masked } from "../../db/masked.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useServices } from "../../desk-services/services.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { Dialog } from "../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../ui/dialogs/dialog-buttons.tsx";
import { useOnce } from "../../ui/hooks/use-once.ts";
import { isIme } from "../../ui/keyboard.ts";
import { useShift } from "./handover-queries.ts";
import { HandoverLines, ShiftLists } from "./shift-lists.tsx";

/** Shorter than anybody needs to see that something is there. */
const HASTE_MS = 500;

interface LeftDialogProps {
  /** One at least. */
  readonly lines: readonly Masked<"handover">[];
  readonly onClose: () => void;
}

export function LeftDialog({ lines, onClose }: LeftDialogProps) {
  const t = useT();
  const act = useAct();
  const { clock } = useServices();
  const { branch, staff, deskPlace } = useDeviceSettings();
  const first = useRef<HTMLButtonElement>(null);
  const [openedAt] = useState(() => performance.now());
  const shift = useShift(branch, useFormat().day(lines.at(-1)?.at ?? clock.now()));
  const take = useOnce(async (): Promise<void> => {
    const changes = takeChanges(
      lines.map(({ id }) => id),
      { staff, at: clock.now() },
    );
    if (await act({ command: "handover.take-notes", changes, said: { id: "handover.did-take" } })) onClose();
  });
  return (
    <Dialog
      open
      wide
      title={t("handover.left")}
      closeLabel={t("handover.later")}
      onClose={onClose}
      initialFocus={first}
      onKeyDown={(event) => {
        // meant for the lock, which it stands behind: nobody has read it yet
        const isHasty = !isIme(event) && event.key === "Enter" && performance.now() - openedAt < HASTE_MS;
        if (isHasty) event.preventDefault();
      }}
      footer={
        <DialogButtons
          act={t("handover.take")}
          cancel={t("handover.later")}
          actRef={first}
          onAct={() => void take()}
          onCancel={onClose}
        />
      }
    >
      <div className="stack">
        <HandoverLines lines={lines} />
        {shift !== undefined && <ShiftLists shift={shift} calledOut={deskPlace !== "office"} />}
      </div>
    </Dialog>
  );
}
