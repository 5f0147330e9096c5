/**
 * A walk over the figures of a screen: each is opened, by click or by Enter, shows as many rows as it says, and is left
 * with Escape to the same place, where the keys are on it again. A choice on the screen is pressed once more to leave.
 */
import type { Page } from "playwright-core";
import { type Figure, figuresOf, readNumbers, type Stand, standOf } from "./numbers-page.ts";

/** Longer than a slow machine takes to list what a figure is of. */
const WITHIN_MS = 8_000;
const LOOK_MS = 50;
/** A list of records is drawn up to here, and says how many there are. */
const MOST_LISTED = 1_000;

export interface Walked {
  readonly faults: readonly string[];
  /** How many figures stand there, and how many of them were opened. */
  readonly figures: number;
  readonly opened: number;
}

/**
 * @param takes of the figures that are doors, in their order: which are opened @param except parts of the page whose
 * figures are not asked
 */
export async function walkNumbers(
  page: Page,
  takes: (index: number) => boolean = () => true,
  except?: string,
): Promise<Walked> {
  await readNumbers(page);
  const start = await settled(page, ({ isBusy }) => !isBusy);
  const figures = await figuresOf(page, except);
  const faults = figures
    .filter(({ isDeadEnd }) => isDeadEnd)
    .map(({ text, place }) => `${text} opens nothing: ${place}`);
  const doors = figures.filter(({ door }) => door !== null).filter((_, index) => takes(index));
  for (const [index, figure] of doors.entries()) {
    const fault = await openFault(page, figure, start, index % 2 === 1);
    if (fault !== null) faults.push(`${figure.text}: ${fault}: ${figure.place}`);
    if (!(await isBack(page, start))) {
      faults.push(`${figure.text}: no way back: ${figure.place}`);
      break;
    }
  }
  return { faults, figures: figures.length, opened: doors.length };
}

async function openFault(page: Page, figure: Figure, start: Stand, byKey: boolean): Promise<string | null> {
  const { count, isChoice } = figure;
  const name = figure.door ?? "";
  const door = await page.evaluateHandle((called) => window.numbers?.element(called), name);
  const element = door.asElement();
  if (element === null) return "is not there any more";
  await element.scrollIntoViewIfNeeded();
  if (byKey) {
    await element.focus();
    await page.keyboard.press("Enter");
  } else await element.click();
  const fits = ({ rows, said, tookPart }: Stand): boolean =>
    (rows === null && count === 0) ||
    (rows !== null && count !== null && count === tookPart) ||
    (rows !== null &&
      (count === null || rows === count || (said.includes(count) && (rows < count || rows >= MOST_LISTED))));
  const there = await settled(
    page,
    (stand) => !stand.isBusy && (isChoice || stand.name !== start.name || stand.focus !== name) && fits(stand),
  );
  const faults: string[] = [];
  // the list that stands there has the keys
  const isHere = there.name === start.name && there.focus !== name && fits(there) && count !== null;
  if (isHere) return null;
  if (!isChoice && there.name === start.name) faults.push("opens nothing");
  else if (!fits(there)) faults.push(`opens ${there.rows ?? "no"} rows on “${there.name}”`);
  if (isChoice) {
    // what was chosen before is chosen again; what was not is let go
    const chosen = await page.evaluateHandle((called) => window.numbers?.element(called), start.tab ?? name);
    await (chosen.asElement() ?? element).click();
    await settled(page, (stand) => !stand.isBusy && stand.name === start.name && stand.rows === start.rows);
    return faults[0] ?? null;
  }
  const isBackThere = ({ name: at, isBusy, focus }: Stand): boolean => !isBusy && at === start.name && focus === name;
  // out of what was opened here with Escape; from another module as from everywhere, but where its head says Escape
  const isElsewhere = there.module !== start.module && !there.hasEscape;
  await page.keyboard.press(figure.isLink || isElsewhere ? "Alt+ArrowLeft" : "Escape");
  const back = await settled(page, isBackThere);
  if (back.name !== start.name) faults.push(`the way back leads to “${back.name}”`);
  else if (back.focus !== name) faults.push(`comes back to ${back.focus} and not to ${name}`);
  return faults.length === 0 ? null : faults.join(", ");
}

async function isBack(page: Page, start: Stand): Promise<boolean> {
  for (let tries = 0; tries < 3; tries++) {
    if ((await standOf(page)).name === start.name) return true;
    await page.keyboard.press("Alt+ArrowLeft");
    if ((await settled(page, ({ name, isBusy }) => !isBusy && name === start.name)).name === start.name) return true;
  }
  return false;
}

/** @returns how it stands once that is so, or after a while as it is */
async function settled(page: Page, isSo: (stand: Stand) => boolean): Promise<Stand> {
  let stand = await standOf(page);
  for (let waited = 0; !isSo(stand) && waited < WITHIN_MS; waited += LOOK_MS) {
    await page.waitForTimeout(LOOK_MS);
    stand = await standOf(page);
  }
  return stand;
}
