/** The sections of the command list in their order, as menus and help sheet show them. */
import type { MessageId } from "../../i18n/message-id.ts";
import type { DeskCommand } from "../../platform/command.ts";

export const COMMAND_SECTIONS: readonly (readonly [DeskCommand["section"], MessageId])[] = [
  ["file", "commands.section-file"],
  ["edit", "commands.section-edit"],
  ["view", "commands.section-view"],
  ["reader", "commands.section-reader"],
  ["opinion", "commands.section-opinion"],
  ["tools", "commands.section-tools"],
  ["help", "commands.section-help"],
];
