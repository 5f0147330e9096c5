/**
 * Takes a computer out of the library: removes it, with a new library code, or retires it. Its name must be typed,
 * for neither can be taken back.
 */
import { useState } from "react";
import type { Result } from "#shared/kernel/result.ts";
import type { EpochRef } from "#shared/kernel/sealed.ts";
import type { DeviceLine } from "#shared/replication/exchange/sync-report.ts";
import { useAct } from "../../../acts/use-acts.ts";
import { useMay } from "../../../acts/use-may.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useServices } from "../../../desk-services/services.ts";
import type { Message } from "../../../i18n/message-id.ts";
import { useSay, useT } from "../../../i18n/use-t.ts";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../../ui/dialogs/dialog-buttons.tsx";
import { useToasts } from "../../../ui/dialogs/toast.tsx";
import { Field } from "../../../ui/field.tsx";
import { TextInput } from "../../../ui/text-input.tsx";
import type { OutQuestion } from "../run/sync-store.ts";
import { useSyncActions } from "../sync-provider.tsx";
import { highestEpoch, outChanges, streamsOf } from "./out-changes.ts";

const same = (a: string, b: string): boolean =>
  a.normalize("NFKC").trim().toLowerCase() === b.normalize("NFKC").trim().toLowerCase();

export function OutDialog({
  question: { out, device, name },
  lines,
  onClose,
}: {
  question: OutQuestion;
  lines: readonly DeviceLine[];
  onClose: () => void;
}) {
  const t = useT();
  const say = useSay();
  const [typed, setTyped] = useState("");
  const { takeOut, busy, fault } = useTakeOut(onClose);
  const refused = useMay().refusal("computers");
  const act = (): void => {
    if (!busy && same(typed, name) && refused === undefined) void takeOut({ out, device, name }, lines);
  };
  return (
    <Dialog
      open
      title={t(`centre.out-${out}-title`, { name })}
      closeLabel={t("sync.cancel")}
      onClose={onClose}
      footer={
        <DialogButtons
          danger
          act={t(`centre.out-${out}-do`)}
          cancel={t("sync.cancel")}
          disabled={busy || !same(typed, name) || refused !== undefined}
          onAct={act}
          onCancel={onClose}
        />
      }
    >
      <div className="stack">
        {refused !== undefined && <p className="field-error">{refused}</p>}
        <p>{t(`centre.out-${out}-why`, { backups: t("backup.open") })}</p>
        <p>{t(`centre.out-${out}-then`, { name, mark: t("backup.state-other-code") })}</p>
        <Field label={t("centre.out-type", { name })} error={fault === null ? undefined : say(fault)}>
          {(control) => (
            <TextInput
              {...control}
              autoFocus
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              onEnter={act}
            />
          )}
        </Field>
      </div>
    </Dialog>
  );
}

interface TakingOut {
  readonly takeOut: (question: OutQuestion, lines: readonly DeviceLine[]) => Promise<void>;
  readonly busy: boolean;
  readonly fault: Message | null;
}

function useTakeOut(onClose: () => void): TakingOut {
  const t = useT();
  const run = useAct();
  const { db, host, clock } = useServices();
  const { staff } = useDeviceSettings();
  const { start, open } = useSyncActions();
  const { show } = useToasts();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Message | null>(null);
  const takeOut: TakingOut["takeOut"] = async ({ out, device, name }, lines) => {
    setBusy(true);
    const made: Result<EpochRef | null, unknown> =
      out === "removed"
        ? await host("library.make-epoch", { after: await highestEpoch(db) })
        : { ok: true, value: null };
    if (!made.ok) {
      setBusy(false);
      setFault({ id: "notices.stop-locked" });
      return;
    }
    const changes = await outChanges(db, {
      lines,
      way: out,
      streams: streamsOf(lines, device.stream),
      epoch: made.value,
      at: clock.now(),
      by: staff,
    });
    const saved = await run({
      command: "sync.take-out",
      changes,
      said: { id: `centre.did-${out}`, values: { computer: name } },
      options: { undoable: false },
    });
    setBusy(false);
    if (!saved) return;
    onClose();
    await start();
    if (made.value === null) return;
    // nobody joins by the old sheet any more as soon as the share has the new one
    const own = await host("library.own", {});
    if (own.ok && own.value.epoch >= made.value.epoch) open("code");
    else show({ text: t("centre.out-later", { name }), tone: "failed" });
  };
  return { takeOut, busy, fault };
}
