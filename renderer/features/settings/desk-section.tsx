/** What this desk is called, where it stands, and when it covers itself. */
import { DESK_PLACES } from "#shared/host/device-calls.ts";
import { IDLE_LOCK_MINUTES, USUAL_IDLE_LOCK } from "#shared/model/settings/idle-lock.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useOpenBranches } from "../../desk-services/library/use-open-branches.ts";
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
  const {
    deskName = "",
    deskLetter = "",
    branch = NONE,
    deskPlace = "counter",
    idleLockMinutes = USUAL_IDLE_LOCK,
  } = useDeviceSettings();
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
      <Field label={t("settings.desk-place")} hint={t("settings.desk-place-hint")}>
        {(control) => (
          <Select
            {...control}
            options={DESK_PLACES.map((value) => ({ value, label: t(`settings.desk-place-${value}`) }))}
            value={deskPlace}
            onChange={(next) => void device({ deskPlace: DESK_PLACES.find((place) => place === next) })}
          />
        )}
      </Field>
      <Field label={t("settings.idle-lock")} hint={t("settings.idle-lock-hint")}>
        {(control) => (
          <Select
            {...control}
            options={IDLE_LOCK_MINUTES.map((minutes) => ({
              value: String(minutes),
              label: minutes === 0 ? t("settings.idle-lock-never") : t("settings.idle-lock-after", { count: minutes }),
            }))}
            value={String(idleLockMinutes)}
            onChange={(next) =>
              void device({ idleLockMinutes: IDLE_LOCK_MINUTES.find((minutes) => String(minutes) === next) })
            }
          />
        )}
      </Field>
    </div>
  );
}
