/** The keys of the mail; each acts out of a cell that is being written too. */
import type { DeskCommand } from "../../platform/command.ts";
import { REMOVE_KEY } from "./mail-row.tsx";

export interface MailCommandsOn {
  readonly onRegister: () => Promise<void>;
  readonly onLeave: () => void;
  readonly onFillAsAbove: () => void;
  readonly onRemove: () => void;
  readonly onFiles: () => void;
  readonly onForm: () => void;
}

export function mailCommands(on: MailCommandsOn): readonly DeskCommand[] {
  const ofRow = { section: "opinion", inFields: true } as const;
  const ofFile = { section: "file", inFields: true } as const;
  return [
    { ...ofRow, id: "mail.register", label: "mail.register-all", keys: ["Ctrl+Enter"], run: on.onRegister },
    { id: "mail.leave", label: "mail.later", section: "view", keys: ["Esc"], inFields: true, run: on.onLeave },
    { ...ofRow, id: "mail.above", label: "mail.key-above", keys: ["Ctrl+D"], run: on.onFillAsAbove },
    { ...ofRow, id: "mail.remove", label: "mail.remove-row", keys: [REMOVE_KEY], run: on.onRemove },
    { ...ofFile, id: "mail.files", label: "mail.add-files", keys: ["Ctrl+O"], run: on.onFiles },
    { id: "mail.form", label: "mail.site-form", section: "file", run: on.onForm },
    { ...ofFile, id: "mail.print", label: "mail.print-blank", keys: ["Ctrl+P"], run: () => window.print() },
  ];
}
