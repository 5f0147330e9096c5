/** Which purposes Alt+1 … Alt+9 and Alt+0 log at this desk; order by buttons, never by dragging alone. */
import { ArrowDown, ArrowUp } from "lucide-react";
import { DEFAULT_PRESETS, type Preset, presetKey, presetsId } from "#shared/model/settings/quick-log-presets.ts";
import { create, edit } from "../../db/write/changes.ts";
import { useServices } from "../../desk-services/services.ts";
import { useLocale, useT } from "../../i18n/use-t.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { Select } from "../../ui/select.tsx";
import { useCodes, useDeskPresets } from "./settings-queries.ts";
import { useSave } from "./use-save.ts";

export function PresetsSection() {
  const t = useT();
  const locale = useLocale();
  const { start } = useServices();
  const { shared } = useSave();
  const purposes = useCodes("purpose");
  const current = useDeskPresets();
  if (current === undefined) return null;
  const { presets, stored } = current;
  const options = purposes.map((row) => ({
    value: row.code ?? row.id,
    label: row.names?.[locale] ?? row.code ?? row.id,
  }));
  const nameOf = (purpose: string): string => options.find((option) => option.value === purpose)?.label ?? purpose;

  const save = (next: readonly Preset[]): void => {
    const id = presetsId(start.installation);
    const change = stored
      ? edit("setting", id, { value: next })
      : create("setting", id, { name: "presets", desk: start.installation, value: next });
    void shared("setting.presets", [change]);
  };
  const move = (index: number, step: 1 | -1): void => {
    const next = [...presets];
    const [moved] = next.splice(index, 1);
    if (moved === undefined) return;
    next.splice(index + step, 0, moved);
    save(next);
  };

  return (
    <>
      <p className="field-hint">{t("settings.presets-hint")}</p>
      <ol className="list preset-list">
        {presets.map((preset, index) => (
          <li key={`${presetKey(index)}-${preset.purpose}`} className="line">
            <Kbd keys={`Alt+${presetKey(index)}`} />
            <Select
              aria-label={t("settings.preset-of", { key: presetKey(index) })}
              options={
                options.some((option) => option.value === preset.purpose)
                  ? options
                  : [...options, { value: preset.purpose, label: preset.purpose }]
              }
              value={preset.purpose}
              onChange={(purpose) => save(presets.map((each, at) => (at === index ? { purpose } : each)))}
            />
            <IconButton
              icon={ArrowUp}
              label={t("settings.move-up", { name: nameOf(preset.purpose) })}
              disabled={index === 0}
              onClick={() => move(index, -1)}
            />
            <IconButton
              icon={ArrowDown}
              label={t("settings.move-down", { name: nameOf(preset.purpose) })}
              disabled={index === presets.length - 1}
              onClick={() => move(index, 1)}
            />
          </li>
        ))}
      </ol>
      <Button size="small" onClick={() => save(DEFAULT_PRESETS)}>
        {t("settings.presets-reset")}
      </Button>
    </>
  );
}
