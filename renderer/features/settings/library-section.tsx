/** Whose rules the library follows: how phones, dates and cards of an import are read. */
import { useLiveQuery } from "dexie-react-hooks";
import { JURISDICTION_ID, JURISDICTIONS } from "#shared/model/house.ts";
import { settingValue } from "#shared/model/settings/setting-value.ts";
import { readSetting, setSetting } from "../../db/write/library-setting.ts";
import { useServices } from "../../desk-services/services.ts";
import { useT } from "../../i18n/use-t.ts";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { useSave } from "./use-save.ts";

export function LibrarySection() {
  const t = useT();
  const { db } = useServices();
  const { shared } = useSave();
  const stored = useLiveQuery(() => readSetting(db, JURISDICTION_ID), [db]);
  if (stored === undefined) return null;
  const value = JURISDICTIONS.find((place) => place === settingValue(stored)) ?? "other";
  const save = (next: (typeof JURISDICTIONS)[number]): void =>
    void shared("setting.jurisdiction", setSetting(stored, JURISDICTION_ID, "jurisdiction", next));
  return (
    <div className="settings-fields">
      <Field label={t("settings.jurisdiction")} hint={t("settings.jurisdiction-hint")}>
        {(control) => (
          <Select
            {...control}
            options={JURISDICTIONS.map((place) => ({ value: place, label: t(`settings.jurisdiction-${place}`) }))}
            value={value}
            onChange={save}
          />
        )}
      </Field>
    </div>
  );
}
