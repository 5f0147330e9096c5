/** The ten quick-log keys of this desk, over the card; the last one used stays marked until the next act. */

import { isOpinionPurpose } from "#shared/model/purpose.ts";
import { presetKey } from "#shared/model/settings/quick-log-presets.ts";
import { useT } from "../../../i18n/use-t.ts";
import { classNames } from "../../../ui/class-names.ts";
import { Kbd } from "../../../ui/kbd.tsx";
import { ariaKeys } from "../../../ui/keyboard.ts";
import { useDeskActions, useDeskDeps, useDeskState } from "../desk-context.ts";
import { useDeskNames } from "../desk-names.ts";

export function PresetsBar() {
  const t = useT();
  const names = useDeskNames();
  const actions = useDeskActions();
  const presets = useDeskDeps().presets();
  const last = useDeskState((state) => state.lastLog?.purpose);
  return (
    <section className="presets" aria-labelledby="presets-h">
      <h2 id="presets-h">
        {t("desk.quick-log")}
        <br />
        <Kbd keys="Alt" />
      </h2>
      <ol>
        {presets.map(({ purpose }, index) => (
          <li key={purpose}>
            <button
              type="button"
              className={classNames("preset", purpose === last && "preset-last")}
              aria-keyshortcuts={ariaKeys(`Alt+${presetKey(index)}`)}
              title={isOpinionPurpose(purpose) ? t("desk.opens-sheet") : undefined}
              onClick={() => void actions.logPreset(index)}
            >
              <Kbd keys={presetKey(index)} />
              {isOpinionPurpose(purpose)
                ? t("desk.preset-sheet", { name: names.purpose(purpose) })
                : names.purpose(purpose)}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
