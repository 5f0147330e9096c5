/**
 * The card of a record that was merged, where the other one's card was kept: it stands among the other numbers under a
 * name that people read, in the language of whoever merged, and means its reader for scans, search and lists that come
 * in.
 */
const NAMES: Readonly<Record<string, string>> = { "zh-CN": "原证号", "zh-TW": "原證號", en: "Former card" };

/** @returns a name that none of the numbers has yet, as in `原证号`, `原证号 2` */
export function formerCardName(locale: string, taken: Readonly<Record<string, string>> = {}): string {
  const name = NAMES[locale] ?? "Former card";
  for (let n = 1; ; n++) {
    const one = n === 1 ? name : `${name} ${n}`;
    if (!Object.hasOwn(taken, one)) return one;
  }
}

/** Whether one of the other numbers is a former card. */
export const isFormerCard = (name: string): boolean => Object.values(NAMES).includes(name.replace(/ \d+$/, ""));

/** The numbers of former cards among the other numbers. */
export const formerCardsIn = (otherIds: Readonly<Record<string, string>> = {}): readonly string[] =>
  Object.entries(otherIds).flatMap(([name, card]) => (isFormerCard(name) ? [card] : []));
