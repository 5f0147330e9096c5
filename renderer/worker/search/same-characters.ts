/**
 * Which characters mean those of a few names in another script, so that a page that has no table of its own finds 陈 by
 * 陳 at every key.
 */
import type { CharMap } from "#shared/kernel/fold.ts";

/** The blocks in which both scripts lie; rarer characters are written alike. */
const BLOCKS = [
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
] as const;

/** @returns for a text, of its characters and of all that mean the same: the simplified one, where it is another */
export function createSameCharacters(toSimplified: CharMap): (text: string) => Readonly<Record<string, string>> {
  /** Takes a tenth of a second: made when it is first asked. */
  let made: ReadonlyMap<string, readonly string[]> | null = null;
  return (text) => {
    made ??= traditionalForms(toSimplified);
    const forms = made;
    return Object.fromEntries(
      [...new Set(text)].map(toSimplified).flatMap((plain) => (forms.get(plain) ?? []).map((form) => [form, plain])),
    );
  };
}

function traditionalForms(toSimplified: CharMap): ReadonlyMap<string, readonly string[]> {
  const forms = new Map<string, string[]>();
  for (const [first, last] of BLOCKS)
    for (let code = first; code <= last; code++) {
      const form = String.fromCodePoint(code);
      const plain = toSimplified(form);
      if (plain === form) continue;
      const known = forms.get(plain);
      if (known === undefined) forms.set(plain, [form]);
      else known.push(form);
    }
  return forms;
}
