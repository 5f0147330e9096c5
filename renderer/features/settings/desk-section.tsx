/** What this desk is called, and in which branch it stands. */
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useOpenBranches } from "../../desk-services/use-open-branches.ts";
import { useT } from "../../i18n/use-t.ts";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { saveText } from "./save-text.ts";
import { useSave } from "./use-save.ts";

/** Before a branch is chosen. */
const NONE = "";

export function DeskSection() {
  const t = useT();
  const { deskName = "", deskLetter = "", branch = NONE } = useDeviceSettings();
  const branches = useOpenBranches();
  const { device } = useSave();
  const options = [
    ...(branch === NONE ? [{ value: NONE, label: t("settings.no-branch") }] : []),
    ...branches.map((row) => ({ value: row.id, label: row.name ?? row.code ?? row.id })),
  ];
  return (
    <div className="settings-fields">
      <Field label={t("settings.desk-name")} hint={t("settings.desk-name-hint")}>
        {(control) => (
          <TextInput
            {...control}
            key={deskName}
            maxLength={60}
            defaultValue={deskName}
            onBlur={(event) => void saveText(event, deskName, (text) => device({ deskName: text }))}
          />
        )}
      </Field>
      <Field label={t("settings.desk-letter")} hint={t("settings.desk-letter-hint")}>
        {(control) => (
          <TextInput
            {...control}
            key={deskLetter}
            maxLength={4}
            defaultValue={deskLetter}
            onBlur={(event) => void saveText(event, deskLetter, (text) => device({ deskLetter: text }))}
          />
        )}
      </Field>
      <Field label={t("settings.branch")}>
        {(control) => (
          <Select {...control} options={options} value={branch} onChange={(next) => void device({ branch: next })} />
        )}
      </Field>
    </div>
  );
}
