/**
 * A command: one act under one name, read by the palette, the menu, the help sheet and the keyboard.
 * Features export lists of them; `app/` composes the lists.
 */
import type { MessageId, MessageValues } from "../i18n/message-id.ts";

export interface DeskCommand {
  /** `area.act`, as in `desk.undo`. */
  readonly id: string;
  readonly label: MessageId;
  /** What the label's placeholders stand for. */
  readonly values?: MessageValues;
  /** Other words on the way to it, by which the palette finds it too. */
  readonly also?: readonly MessageId[];
  /** Menu and help-sheet section. */
  readonly section: "file" | "edit" | "view" | "reader" | "opinion" | "tools" | "help";
  /** In the form `Ctrl+Shift+K`, `Alt+1`, `F9`; `Ctrl` is ⌘ on macOS. More than one may do. */
  readonly keys?: readonly string[];
  /** Also while a text field has focus (function keys and Ctrl/Alt chords usually; never single letters). */
  readonly inFields?: boolean;
  /** Whether it is about whoever is open now: then the palette has it among the first. */
  readonly isAboutOpen?: () => boolean;
  /**
   * Where its keys mean it, as a letter does in its own list; palette and menu have it from anywhere on its screen.
   * @param pressed where the key was pressed, which may have lost the focus since
   */
  readonly isAt?: (pressed: EventTarget | null) => boolean;
  readonly enabled?: () => boolean;
  readonly run: () => void | Promise<void>;
}
