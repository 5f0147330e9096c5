/** The shared folder and the library's code. Nothing is written into a folder before a person has said so. */
import { FolderOpen, KeyRound } from "lucide-react";
import { useState } from "react";
import type { ShareFault } from "#shared/host/library-calls.ts";
import { useDeviceSettings, useDeviceSettingsStore } from "../../db/device-settings.ts";
import { useServices } from "../../db/services.ts";
import type { Message } from "../../i18n/message-id.ts";
import { useSay, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { DialogButtons } from "../../ui/dialog-buttons.tsx";
import { Field } from "../../ui/field.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { faultMessage } from "./share-words.ts";

export function ShareSection({ onCode }: { onCode: () => void }) {
  const t = useT();
  const { sharePath } = useDeviceSettings();
  const [choosing, setChoosing] = useState(false);
  return (
    <section aria-labelledby="share-h">
      <div className="section-head">
        <h2 id="share-h">{t("sync.folder")}</h2>
        <span className="push row">
          <Button size="small" icon={FolderOpen} onClick={() => setChoosing(true)}>
            {t("sync.choose-folder")}
          </Button>
          <Button size="small" icon={KeyRound} onClick={onCode}>
            {t("sync.code")}
          </Button>
        </span>
      </div>
      <p className="soft">{sharePath ?? t("sync.no-folder-yet")}</p>
      {choosing && <ChooseFolder onClose={() => setChoosing(false)} />}
    </section>
  );
}

type Probe = { readonly tag: "typing" } | { readonly tag: "fault"; readonly fault: ShareFault["tag"]; readonly message: Message } | { readonly tag: "good" };

export function ChooseFolder({ onClose }: { onClose: () => void }) {
  const t = useT();
  const say = useSay();
  const { host, start } = useServices();
  const settings = useDeviceSettingsStore();
  const [path, setPath] = useState(settings.get().sharePath ?? "");
  const [probe, setProbe] = useState<Probe>({ tag: "typing" });

  const look = async (wanted: string | null): Promise<void> => {
    const chosen = await host("share.choose", { path: wanted });
    if (!chosen.ok) {
      if (chosen.error.tag === "cancelled") return;
      return setProbe({ tag: "fault", fault: "no-folder", message: faultMessage(chosen.error) });
    }
    setPath(chosen.value.path);
    await settings.update({ sharePath: chosen.value.path });
    const found = await host("share.probe", {});
    if (found.ok) {
      setProbe({ tag: "good" });
      onClose();
      return;
    }
    const { error } = found;
    setProbe({ tag: "fault", fault: isFault(error.tag) ? error.tag : "unclear", message: faultMessage(error) });
  };
  const prepare = async (): Promise<void> => {
    const prepared = await host("share.prepare", {});
    if (prepared.ok) onClose();
    else setProbe({ tag: "fault", fault: "unclear", message: faultMessage(prepared.error) });
  };
  const canPrepare = probe.tag === "fault" && (probe.fault === "empty-folder" || probe.fault === "marker-lost");
  return (
    <Dialog
      open
      title={t("sync.choose-folder")}
      closeLabel={t("sync.cancel")}
      onClose={onClose}
      footer={
        <DialogButtons
          act={t(canPrepare ? "sync.prepare" : "sync.use-folder")}
          cancel={t("sync.cancel")}
          disabled={path.trim() === ""}
          onAct={() => void (canPrepare ? prepare() : look(path.trim()))}
          onCancel={onClose}
        />
      }
    >
      <div className="stack">
        <Field label={t("sync.folder-path")} hint={t("sync.folder-hint")} error={probe.tag === "fault" ? say(probe.message) : undefined}>
          {(control) => (
            <TextInput
              {...control}
              autoFocus
              value={path}
              maxLength={1000}
              onChange={(event) => {
                setPath(event.target.value);
                setProbe({ tag: "typing" });
              }}
              onEnter={() => void (canPrepare ? prepare() : look(path.trim()))}
            />
          )}
        </Field>
        {start.shell === "electron" && (
          <p>
            <Button icon={FolderOpen} onClick={() => void look(null)}>
              {t("sync.browse")}
            </Button>
          </p>
        )}
      </div>
    </Dialog>
  );
}

const FAULTS: readonly string[] = [
  "no-share",
  "no-folder",
  "not-a-folder",
  "empty-folder",
  "wrong-folder",
  "marker-lost",
  "another-library",
  "two-libraries",
  "newer-format",
  "read-only",
  "full",
  "unclear",
] satisfies readonly ShareFault["tag"][];
const isFault = (tag: string): tag is ShareFault["tag"] => FAULTS.includes(tag);
