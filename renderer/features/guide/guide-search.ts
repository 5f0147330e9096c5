/** Finds the tasks of the guide that speak of something: in their titles, their steps, or the keys that they name. */
import type { Translate } from "../../i18n/i18n.ts";
import { keyLabel } from "../../ui/keyboard.ts";
import type { GuideStep, GuideTask } from "./guide-tasks.ts";

const fold = (text: string): string => text.normalize("NFKC").toLowerCase().trim();

/** The step as a person reads it. */
export const guideStepText = ({ says, names, keys }: GuideStep, t: Translate): string =>
  t(says, {
    ...Object.fromEntries(Object.entries(names).map(([place, id]) => [place, t(id)])),
    ...Object.fromEntries(Object.entries(keys).map(([place, key]) => [place, keyLabel(key)])),
  });

/** @param text several words must all be there */
export function findTasks(tasks: readonly GuideTask[], text: string, t: Translate): readonly GuideTask[] {
  const wanted = fold(text).split(/\s+/);
  return tasks.filter(({ title, when, steps }) => {
    const said = fold([t(title), t(when), ...steps.map((step) => guideStepText(step, t))].join("\n"));
    return wanted.every((word) => said.includes(word));
  });
}
