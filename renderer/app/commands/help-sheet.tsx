/** Ctrl+/: every command that has keys, by section, straight from the command list; nothing here can be out of date. */
import { useMemo } from "react";
import { useT } from "../../i18n/use-t.ts";
import type { DeskCommand } from "../../platform/command.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialogs/dialog.tsx";
import { keyLabel } from "../../ui/keyboard.ts";
import { COMMAND_SECTIONS } from "./command-sections.ts";

export interface HelpSheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly commands: readonly DeskCommand[];
  /** A plain browser tab keeps some keys for itself. */
  readonly inTab: boolean;
}

export function HelpSheet({ open, onClose, commands, inTab }: HelpSheetProps) {
  const t = useT();
  const groups = useMemo(
    () =>
      COMMAND_SECTIONS.map(([section, title]) => ({
        section,
        title,
        rows: commands.filter((command) => command.section === section && (command.keys?.length ?? 0) > 0),
      })).filter((group) => group.rows.length > 0),
    [commands],
  );
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t("commands.help")}
      closeLabel={t("ui.close")}
      wide
      reading
      className="help-sheet"
    >
      {inTab && <p className="alert alert-info">{t("frame.keys-in-tab")}</p>}
      <div className="help-columns">
        {groups.map(({ section, title, rows }) => (
          <section key={section} aria-labelledby={`help-${section}`}>
            <h3 id={`help-${section}`}>{t(title)}</h3>
            <dl>
              {rows.map((command) => (
                <div key={command.id} className="help-row">
                  <dt>{t(command.label, command.values)}</dt>
                  <dd>
                    {command.keys?.map((keys) => (
                      <kbd key={keys}>{keyLabel(keys)}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="row">
        {commands
          .filter(({ section, keys = [] }) => section === "help" && keys.length === 0)
          .map((command) => (
            <Button
              key={command.id}
              size="small"
              onClick={() => {
                onClose();
                void command.run();
              }}
            >
              {t(command.label, command.values)}
            </Button>
          ))}
      </p>
    </Dialog>
  );
}
