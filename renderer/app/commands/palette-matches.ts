/** Which commands a text means: all its words are in the label, the command's name or its keys. */
import type { Translate } from "../../i18n/i18n.ts";
import type { DeskCommand } from "../../platform/command.ts";

const fold = (text: string): string => text.normalize("NFKC").toLowerCase();

export function matchCommands(commands: readonly DeskCommand[], text: string, t: Translate): readonly DeskCommand[] {
  const usable = commands.filter((command) => command.enabled?.() ?? true);
  const words = fold(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return usable;
  const scored = usable.flatMap((command) => {
    const label = fold(t(command.label, command.values));
    const all = `${label} ${fold(command.id)} ${fold((command.keys ?? []).join(" "))}`;
    if (!words.every((word) => all.includes(word))) return [];
    return [{ command, score: label.startsWith(words[0] ?? "") ? 0 : label.includes(words[0] ?? "") ? 1 : 2 }];
  });
  return scored.sort((a, b) => a.score - b.score).map(({ command }) => command);
}
