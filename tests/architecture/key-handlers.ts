/** While an input method composes no key is ours: who reads a pressed key by itself has asked `isIme` before. */
import type { Source } from "./source-tree.ts";

const READS = /\b(?<event>event|ev|evt|e)(?:\.nativeEvent)?\.(?:key|code)\b/g;
const ASKS = /\bisIme\(|\bkeyCode === 229\b/;

/** Takes the keys of an input method too: a scanner types through it. */
const SCANNER = "renderer/features/desk/scan/use-scanner.ts";

/** @returns `path:line` of each place; `matchKeys` and its like ask by themselves */
export const unguardedKeys = (sources: readonly Source[]): string[] =>
  sources
    .filter(({ path }) => path.startsWith("renderer/") && path !== SCANNER)
    .flatMap(({ path, text }) =>
      [...text.matchAll(READS)]
        .filter(({ index, groups }) => !isGuarded(text.slice(0, index), groups?.event ?? ""))
        .map(({ index }) => `${path}:${text.slice(0, index).split("\n").length} reads a key before it has asked isIme`),
    );

/** @param before the text up to where the key is read */
function isGuarded(before: string, event: string): boolean {
  const takesIt = new RegExp(`[(,]\\s*${event}\\b(?::[^()]*)?(?:,[^()]*)?\\)(?::[^=;{}]*)?\\s*(?:=>|\\{)`, "g");
  const handler = [...before.matchAll(takesIt)].at(-1);
  if (handler === undefined) return false;
  // a key that is let go ends something and never begins it
  return /\bonKeyUp\b[^;\n]*$/.test(before.slice(0, handler.index)) || ASKS.test(before.slice(handler.index));
}
