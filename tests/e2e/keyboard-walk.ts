/**
 * A screen by the keyboard alone: Tab from stop to stop until it comes round, and back a few with Shift. Wherever the
 * keys are must be in sight, uncovered and marked; and whatever can be pressed or filled in must be one of the stops,
 * stand in a group through which the arrows go, or say a key of its own.
 */
import type { Page } from "playwright-core";

/** More than any screen has. */
const MOST_STOPS = 400;
const STEPS_BACK = 3;
/** Day, month, year, hour, minute, and the button of a field of the browser's own: one stop for the page. */
const MOST_PARTS = 9;
/** In the place of a stop's id: the page itself, between its last stop and its first. */
const PAGE = -1;

interface Stop {
  /** By the order of arrival. */
  readonly id: number;
  /** Still in the field of several parts where the keys were before. */
  readonly isPart: boolean;
  readonly faults: readonly string[];
}

/** @returns what is wrong, a line each; the focus is where it was */
export async function keyboardFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(bringKeyboard);
  // where a screen puts the focus by itself may be no stop, as a heading is none
  const start = await here(page);
  const next = await tab(page);
  const first = next.id === PAGE ? await tab(page) : next;
  const faults = [...start.faults, ...first.faults];
  const order: number[] = [first.id];
  /** Of a list longer than its window the first rows are gone by the end of it: the round begins at another. */
  let hasLeft = false;
  for (let at = await tab(page); at.id !== first.id; at = await tab(page)) {
    faults.push(...at.faults);
    if (order.includes(at.id)) {
      hasLeft = await page.evaluate((id) => window.keyboard?.isGone(id) ?? false, first.id);
      if (hasLeft) break;
      faults.push(`Tab does not come round: ${await named(page, at.id)} comes a second time`);
      break;
    }
    order.push(at.id);
    if (order.length > MOST_STOPS) {
      faults.push(`Tab does not come round in ${MOST_STOPS} stops`);
      break;
    }
  }
  faults.push(...(await page.evaluate((ids) => window.keyboard?.seam(ids) ?? [], order)));
  const before = (hasLeft ? [] : order)
    .filter((id, place) => place > 0 && id !== PAGE)
    .toReversed()
    .slice(0, STEPS_BACK);
  for (const expected of before) {
    const back = await tab(page, "Shift+Tab");
    const at = back.id === PAGE ? await tab(page, "Shift+Tab") : back;
    if (at.id === expected) continue;
    faults.push(`Shift+Tab comes to ${await named(page, at.id)} and not to ${await named(page, expected)}`);
    break;
  }
  faults.push(...(await page.evaluate(() => window.keyboard?.missed() ?? [])));
  // at last, as an arrow in a list may open what was not there
  faults.push(...(await arrowFaults(page)));
  await page.evaluate(() => window.keyboard?.end());
  return [...new Set(faults)];
}

const here = (page: Page): Promise<Stop> =>
  page.evaluate(() => window.keyboard?.here() ?? { id: -2, isPart: false, faults: ["no keyboard was brought"] });
const named = (page: Page, id: number): Promise<string> =>
  page.evaluate((stop) => window.keyboard?.named(stop) ?? "", id);

async function tab(page: Page, key = "Tab"): Promise<Stop> {
  let at = await pressed(page, key);
  for (let part = 1; at.isPart && part < MOST_PARTS; part++) at = await pressed(page, key);
  return at;
}

async function pressed(page: Page, key: string): Promise<Stop> {
  await page.keyboard.press(key);
  return await here(page);
}

/** Of each group that has its own keys: does an arrow move in it? */
async function arrowFaults(page: Page): Promise<readonly string[]> {
  const faults: string[] = [];
  const groups = await page.evaluate(() => window.keyboard?.groups() ?? []);
  // the last first: a line chosen in a list brings other groups behind it
  for (const { at, keys } of groups.toReversed()) {
    let moved = false;
    for (const key of keys) {
      await page.evaluate((group) => window.keyboard?.enter(group), at);
      await page.keyboard.press(key);
      moved = await page.evaluate((group) => window.keyboard?.hasMoved(group) ?? false, at);
      if (moved) break;
    }
    if (!moved) faults.push(await page.evaluate((group) => window.keyboard?.still(group) ?? "", at));
  }
  return faults;
}

interface Keyboard {
  here(): Promise<Stop>;
  named(id: number): string;
  isGone(id: number): boolean;
  /** With more than one line, and entered by Tab. */
  groups(): readonly { readonly at: number; readonly keys: readonly string[] }[];
  enter(group: number): void;
  hasMoved(group: number): boolean;
  still(group: number): string;
  /** Between its last stop and its first, and only there, the keys may leave the page; never out of a dialog. */
  seam(order: readonly number[]): readonly string[];
  /** What no key came to. */
  missed(): readonly string[];
  /** The focus is back where it was. */
  end(): void;
}

declare global {
  interface Window {
    keyboard: Keyboard | undefined;
  }
}

/** Runs in the page. */
function bringKeyboard(): void {
  const CONTROLS =
    "button, a[href], input:not([type=hidden]), select, textarea, summary, [tabindex='0'], [contenteditable=true]";
  const GROUPS =
    "[role=grid], [role=listbox], [role=tablist], [role=toolbar], [role=menu], [role=radiogroup], [data-rows-by-arrows]";
  const MEMBERS = "[role=row], [role=gridcell], [role=option], [role=tab], [role=radio], [role^=menuitem], [data-row]";
  const OF_PARTS = "[type=date], [type=time], [type=datetime-local], [type=month]";
  const stops: Element[] = [];
  let start: Element | null = null;
  let last: { readonly element: Element; readonly marks: ReadonlyMap<Element, string> } | null = null;
  let reached: readonly Element[] = [];
  let before: Element | null = null;
  let stateBefore = "";

  const name = (element: Element | undefined): string => {
    if (element === undefined) return "the page itself";
    const own = typeof element.className === "string" && element.className !== "" ? ` ${element.className}` : "";
    const label = element.getAttribute("aria-label") ?? (element.textContent || element.id);
    const place = element.parentElement?.closest("[class], main, nav, header, footer, form, [role]");
    const within = place ? ` in <${place.tagName.toLowerCase()} ${place.getAttribute("class") ?? ""}>` : "";
    return `<${element.tagName.toLowerCase()}${own}> “${label.trim().slice(0, 30)}”${within}`;
  };
  const mark = (element: Element): string => {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(element);
    return `${outlineStyle === "none" ? "none" : `${outlineStyle} ${outlineWidth} ${outlineColor}`}, ${boxShadow}`;
  };
  /** The ring may be drawn on it, on its label, on the line in it that the keys are on, or on what stands around it. */
  const marked = (element: Element): ReadonlyMap<Element, string> => {
    const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
    const inner = [...element.querySelectorAll("[data-active], [data-active] *, [aria-selected=true]")].slice(0, 60);
    const around = [element.parentElement, element.parentElement?.parentElement].filter((at) => at != null);
    return new Map([element, ...labels, ...inner, ...around].map((each) => [each, mark(each)]));
  };
  /** Of what is too small to be seen, as a radio in a segmented choice, the label is what is seen. */
  const seenAs = (element: Element): Element => {
    const { width, height } = element.getBoundingClientRect();
    const isFaint = getComputedStyle(element).opacity === "0" || (width <= 1 && height <= 1);
    return (isFaint && element instanceof HTMLInputElement && element.labels?.[0]) || element;
  };
  const boxFault = (element: Element): string | null => {
    const seen = seenAs(element);
    let { left, top, right, bottom } = seen.getBoundingClientRect();
    if (right - left < 2 || bottom - top < 2) return "has no box";
    left = Math.max(left, 0);
    top = Math.max(top, 0);
    right = Math.min(right, innerWidth);
    bottom = Math.min(bottom, innerHeight);
    for (let at = seen.parentElement; at !== null && at !== document.body; at = at.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(at);
      if (overflowX === "visible" && overflowY === "visible") continue;
      const clip = at.getBoundingClientRect();
      left = Math.max(left, clip.left);
      top = Math.max(top, clip.top);
      right = Math.min(right, clip.right);
      bottom = Math.min(bottom, clip.bottom);
    }
    if (right - left < 2 || bottom - top < 2) return "is out of sight";
    const points = [0.5, 0.1, 0.9].flatMap((x) =>
      [0.5, 0.1, 0.9].map((y) => document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y)),
    );
    const isHit = points.some(
      (hit) => hit !== null && hit !== document.body && (seen.contains(hit) || hit.contains(seen)),
    );
    return isHit ? null : `is covered by ${name(points[0] ?? undefined)}`;
  };
  const ringFault = (): readonly string[] => {
    if (last === null || last.element === document.activeElement || !last.element.isConnected) return [];
    const isMarked = [...last.marks].some(([at, then]) => at.isConnected && mark(at) !== then);
    return isMarked ? [] : [`nobody sees the focus on ${name(last.element)}`];
  };

  const groupOf = (element: Element): Element | null => element.closest(GROUPS);
  const opens = (element: Element): Element | null =>
    document.getElementById(element.getAttribute("aria-controls") ?? element.getAttribute("aria-owns") ?? "");
  const isSeen = (element: Element): boolean => {
    const seen = seenAs(element);
    const { width, height } = seen.getBoundingClientRect();
    return (
      width >= 2 &&
      height >= 2 &&
      seen.checkVisibility({ visibilityProperty: true }) &&
      element.closest("[inert], [aria-hidden=true], fieldset[disabled], .vh") === null
    );
  };
  const dialogs = (): readonly Element[] =>
    [...document.querySelectorAll("[role=dialog], [role=alertdialog]")].filter(isSeen);
  const isUsable = (element: Element): boolean =>
    !element.matches(":disabled, [aria-disabled=true], [data-base-ui-focus-guard]") && isSeen(element);
  const state = (group: Element): string => {
    const active = document.activeElement;
    const at = active === null ? "" : name(active);
    const pointed = [...group.querySelectorAll(MEMBERS)].map((each) =>
      ["data-active", "aria-selected", "id"].map((attribute) => each.getAttribute(attribute)).join("/"),
    );
    const place = active === null ? -1 : [...document.querySelectorAll("*")].indexOf(active);
    return [at, place, active?.getAttribute("aria-activedescendant"), ...pointed].join("|");
  };
  const entered = (): readonly Element[] => {
    const owned = reached.flatMap((stop) => opens(stop) ?? []);
    const all = [...document.querySelectorAll(GROUPS)];
    return all.filter((group) => owned.includes(group) || reached.some((stop) => group.contains(stop)));
  };
  const doorTo = (group: Element | undefined): HTMLElement | undefined =>
    reached.find(
      (stop): stop is HTMLElement =>
        stop instanceof HTMLElement && group !== undefined && (group.contains(stop) || opens(stop) === group),
    );

  window.keyboard = {
    here: async () => {
      // at the end of a dialog a guard hands the focus on, a frame later
      while (document.activeElement?.matches("[data-base-ui-focus-guard]") === true)
        await new Promise((resolve) => requestAnimationFrame(resolve));
      const active = document.activeElement;
      start ??= active;
      const isPart = active === before && active?.matches(OF_PARTS) === true;
      before = active;
      const ring = ringFault();
      if (active === null || active === document.body || active === document.documentElement) {
        last = null;
        return { id: -1, isPart, faults: ring };
      }
      const known = stops.indexOf(active);
      const id = known === -1 ? stops.push(active) - 1 : known;
      reached = [...new Set([...reached, active])];
      // the focus that a screen gives by itself after a click has no ring
      // its later parts have one within
      if (!isPart) last = active === start ? null : { element: active, marks: marked(active) };
      const box = boxFault(active);
      return { id, isPart, faults: [...ring, ...(box === null ? [] : [`${name(active)} ${box}`])] };
    },
    named: (id) => name(stops[id]),
    isGone: (id) => stops[id]?.isConnected !== true,
    groups: () =>
      entered().flatMap((group, at) => {
        const isRow = group.matches("[role=tablist], [role=toolbar]");
        // a radio that is moved to is chosen: the browser's own arrows are not asked
        const members = group.querySelectorAll(MEMBERS).length;
        // while a line of it is written in, the arrows are the field's, and the line stays in hand
        const isWritten = group.querySelector("form") !== null;
        return members < 2 || isWritten || group.matches("[role=radiogroup]")
          ? []
          : [{ at, keys: isRow ? ["ArrowRight", "ArrowLeft"] : ["ArrowDown", "ArrowUp", "ArrowRight"] }];
      }),
    enter: (at) => {
      const group = entered()[at];
      doorTo(group)?.focus();
      stateBefore = group === undefined ? "" : state(group);
    },
    hasMoved: (at) => {
      const group = entered()[at];
      return group !== undefined && state(group) !== stateBefore;
    },
    still: (at) => `no arrow moves in ${name(entered()[at])}`,
    seam: (order) => {
      const at = order.indexOf(-1);
      if (at === -1) return [];
      if (dialogs().length > 0) return ["the focus leaves the dialog for the page itself"];
      const [after, ...others] = [...order.slice(at + 1), ...order.slice(0, at)].flatMap((id) => stops[id] ?? []);
      const isFirst = others.every(
        (stop) => ((after?.compareDocumentPosition(stop) ?? 0) & Node.DOCUMENT_POSITION_PRECEDING) === 0,
      );
      return isFirst ? [] : [`the focus is on the page itself before ${name(after)}`];
    },
    missed: () => {
      const doors = entered();
      const names = new Set(
        reached.flatMap((stop) => (stop instanceof HTMLInputElement && stop.type === "radio" ? [stop.name] : [])),
      );
      const missed = [...(dialogs().at(-1) ?? document).querySelectorAll(CONTROLS)].filter((control) => {
        if (!isUsable(control) || reached.includes(control)) return false;
        if (control.matches("[tabindex='-1'][aria-keyshortcuts]")) return false;
        if (control instanceof HTMLInputElement && control.type === "radio" && names.has(control.name)) return false;
        const group = groupOf(control);
        const isMember = control.matches(MEMBERS) || (control.closest(MEMBERS) !== null && group !== null);
        return !(isMember && group !== null && doors.includes(group));
      });
      return missed.map((control) => `no key comes to ${name(control)}`);
    },
    end: () => {
      if (start instanceof HTMLElement) start.focus({ preventScroll: true });
      window.keyboard = undefined;
    },
  };
}
