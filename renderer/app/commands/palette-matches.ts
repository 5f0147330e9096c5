/**
 * Which commands a text means: each of its words is in the label, in how the label is typed in pinyin (renwu, rw), in a
 * word that means the same (任务 and 待办), in the command's name or in its keys.
 */
import type { Translate } from "../../i18n/i18n.ts";
import type { DeskCommand } from "../../platform/command.ts";
import { SAME_WORDS } from "./same-words.ts";

/** A label's syllables, one a character. */
export type Syllables = readonly string[];

/** By label, as it is shown; a label that is not there is found by its own words. */
export type LabelSyllables = ReadonlyMap<string, Syllables>;

const fold = (text: string): string => text.normalize("NFKC").toLowerCase();

/** Better first; null where the word is nowhere. */
const AT = { start: 0, inside: 1, pinyin: 2, same: 3, elsewhere: 4 } as const;

export function matchCommands(
  commands: readonly DeskCommand[],
  text: string,
  t: Translate,
  syllables: LabelSyllables = new Map(),
): readonly DeskCommand[] {
  const usable = commands.filter((command) => command.enabled?.() ?? true);
  const words = fold(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return usable;
  const scored = usable.flatMap((command) => {
    const shown = t(command.label, command.values);
    const label = fold(shown);
    const also = (command.also ?? []).map((id) => fold(t(id)));
    const beside = `${fold(command.id)} ${fold((command.keys ?? []).join(" "))}`;
    const scores = words.map((word) => {
      if (label.startsWith(word)) return AT.start;
      if (label.includes(word)) return AT.inside;
      if (isTyped(word, syllables.get(shown) ?? [])) return AT.pinyin;
      if (sameAs(word).some((other) => label.includes(other))) return AT.same;
      if (also.some((other) => other.includes(word))) return AT.same;
      return beside.includes(word) ? AT.elsewhere : null;
    });
    return scores.includes(null) ? [] : [{ command, score: Math.max(...scores.map(Number)) }];
  });
  return scored.sort((a, b) => a.score - b.score).map(({ command }) => command);
}

/** From the beginning of a character on, by all letters or by the first of each. */
export function isTyped(word: string, syllables: Syllables): boolean {
  return syllables.some((_, from) => {
    const rest = syllables.slice(from);
    return (
      rest.join("").startsWith(word) ||
      rest
        .map((syllable) => syllable.charAt(0))
        .join("")
        .startsWith(word)
    );
  });
}

/** One letter means too much. */
const sameAs = (word: string): readonly string[] =>
  SAME_WORDS.flatMap((group) =>
    group.some((each) => each === word || (word.length > 1 && each.startsWith(word))) ? group : [],
  );
