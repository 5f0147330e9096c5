/** Where the library is and what it says of itself on paper. */
import { useLiveQuery } from "dexie-react-hooks";
import {
  CODE_PLACE_ID,
  EMERGENCY_CONTACT_ID,
  JURISDICTION_ID,
  JURISDICTIONS,
  LIBRARY_NAME_ID,
  LIBRARY_PHONE_ID,
} from "#shared/model/house.ts";
import { settingValue } from "#shared/model/settings/setting-value.ts";
import { readSetting, type StoredSetting, setSetting } from "../../db/write/library-setting.ts";
import { useServices } from "../../desk-services/services.ts";
import { useT } from "../../i18n/use-t.ts";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { saveText } from "./save-text.ts";
import { useSave } from "./use-save.ts";

const LINES = [
  [LIBRARY_NAME_ID, "library-name"],
  [LIBRARY_PHONE_ID, "library-phone"],
  [EMERGENCY_CONTACT_ID, "emergency-contact"],
  [CODE_PLACE_ID, "code-place"],
] as const;

export function LibrarySection() {
  const t = useT();
  const { db } = useServices();
  const { shared } = useSave();
  const stored = useLiveQuery(
    async () => await Promise.all([JURISDICTION_ID, ...LINES.map(([id]) => id)].map((id) => readSetting(db, id))),
    [db],
  );
  if (stored === undefined) return null;
  const [place = null, ...lines] = stored;
  const value = JURISDICTIONS.find((each) => each === settingValue(place)) ?? "other";
  const save = (next: (typeof JURISDICTIONS)[number]): void =>
    void shared("setting.jurisdiction", setSetting(place, JURISDICTION_ID, "jurisdiction", next));
  return (
    <div className="settings-fields">
      {LINES.map(([id, name], index) => {
        const line = lines[index] ?? null;
        const text = lineOf(line);
        return (
          <Field key={id} label={t(`settings.${name}`)} hint={t(`settings.${name}-hint`)}>
            {(control) => (
              <TextInput
                {...control}
                key={text}
                maxLength={100}
                defaultValue={text}
                onBlur={(event) =>
                  void saveText(event, text, (next) => shared(`setting.${name}`, setSetting(line, id, name, next)))
                }
              />
            )}
          </Field>
        );
      })}
      <Field label={t("settings.jurisdiction")} hint={t("settings.jurisdiction-hint")}>
        {(control) => (
          <Select
            {...control}
            options={JURISDICTIONS.map((each) => ({ value: each, label: t(`settings.jurisdiction-${each}`) }))}
            value={value}
            onChange={save}
          />
        )}
      </Field>
    </div>
  );
}

function lineOf(stored: StoredSetting): string {
  const value = settingValue(stored);
  return typeof value === "string" ? value : "";
}
