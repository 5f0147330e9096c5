/** Language, theme, density and zoom of this computer; each is seen at once. */
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useCalendarChosen } from "../../desk-services/library/use-calendar.ts";
import { LANGUAGE_NAMES, type Language, LOCALES } from "../../i18n/locale.ts";
import type { MessageId } from "../../i18n/message-id.ts";
import { useFormat, useLanguage, useT } from "../../i18n/use-t.ts";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { useSave } from "./use-save.ts";

const LANGUAGES: readonly { value: Language; label: string }[] = LOCALES.map((value) => ({
  value,
  label: LANGUAGE_NAMES[value],
}));
const THEMES = {
  system: "settings.theme-system",
  light: "settings.theme-light",
  dark: "settings.theme-dark",
} as const satisfies Record<string, MessageId>;
const DENSITIES = {
  compact: "settings.density-compact",
  standard: "settings.density-standard",
  relaxed: "settings.density-relaxed",
} as const satisfies Record<string, MessageId>;
const ZOOMS = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const;

const THEME_VALUES = ["system", "light", "dark"] as const;
const CALENDARS = ["minguo", "western"] as const;
const DENSITY_VALUES = ["compact", "standard", "relaxed"] as const;

export function AppearanceSection() {
  const t = useT();
  const { percent } = useFormat();
  const [language] = useLanguage();
  const { theme = "system", density = "standard", zoom = 1 } = useDeviceSettings();
  const calendar = useCalendarChosen();
  const { device } = useSave();
  // the pseudo-locale is for those who work on the program; it shows once it is set
  const languages = language === "pseudo" ? [...LANGUAGES, { value: language, label: "[Þšéûdó]" }] : LANGUAGES;
  return (
    <div className="settings-fields">
      <Field label={t("settings.language")}>
        {(control) => (
          <Select
            {...control}
            options={languages}
            value={language}
            onChange={(next) => void device({ language: next })}
          />
        )}
      </Field>
      {calendar !== undefined && (
        <Field label={t("settings.calendar")} hint={t("settings.calendar-hint")}>
          {(control) => (
            <Select
              {...control}
              options={CALENDARS.map((value) => ({ value, label: t(`settings.calendar-${value}`) }))}
              value={calendar}
              onChange={(next) => void device({ calendar: next })}
            />
          )}
        </Field>
      )}
      <Field label={t("settings.theme")}>
        {(control) => (
          <Select
            {...control}
            options={THEME_VALUES.map((value) => ({ value, label: t(THEMES[value]) }))}
            value={theme}
            onChange={(next) => void device({ theme: next })}
          />
        )}
      </Field>
      <Field label={t("settings.density")}>
        {(control) => (
          <Select
            {...control}
            options={DENSITY_VALUES.map((value) => ({ value, label: t(DENSITIES[value]) }))}
            value={density}
            onChange={(next) => void device({ density: next })}
          />
        )}
      </Field>
      <Field label={t("settings.zoom")} hint={t("settings.zoom-hint")}>
        {(control) => (
          <Select
            {...control}
            options={ZOOMS.map((value) => ({ value: String(value), label: percent(value) }))}
            value={String(zoom)}
            onChange={(next) => void device({ zoom: Number(next) })}
          />
        )}
      </Field>
    </div>
  );
}
