/**
 * Picks our flags out of Electron's command line, which also carries the program's folder, Chromium's
 * switches, and what a system adds on its own. `npm start` has already refused a misspelt flag.
 */
import flags from "./start-flags.json" with { type: "json" };

const isFlag = (name: string): name is keyof typeof flags => Object.hasOwn(flags, name);

/** @param words the command line after the program's own name */
export function ownArguments(words: readonly string[]): string[] {
  const own: string[] = [];
  let awaitsValue = false;
  for (const word of words) {
    const [, name = "", assigned] = /^--([a-z-]+)(=)?/u.exec(word) ?? [];
    if (awaitsValue) own.push(word);
    else if (isFlag(name)) own.push(word);
    awaitsValue = !awaitsValue && isFlag(name) && flags[name].type === "string" && assigned === undefined;
  }
  return own;
}
