/**
 * Put into the product's page before anything of it runs: measures from the moment a key went down until
 * what it caused has been painted, and a start until its search answers. It only looks at the page.
 * Everything stands inside one function, since it travels to the page as text.
 */
export type Sign =
  /** The list under the scan box says something else than before. */
  | "list"
  /** Another reader's card, with its rows. */
  | "card"
  /** A further row among the reader's records. */
  | "row"
  /** The toast that the journal's answer brings. */
  | "toast"
  | "palette"
  /** A screen with what is in it: rows with their words, not the frame around them. */
  | "desk"
  | "readers"
  | "opinions"
  /** The records of a reader's page. */
  | "page"
  /** Rows of whichever list a screen has. */
  | "rows"
  /** Another row in hand, with its words. */
  | "jump"
  /** Another reader stands first. */
  | "order"
  /** Another reader is to be called, with what is to be known of her. */
  | "callee"
  /** Her number too. */
  | "number";

export interface PaintProbe {
  /** From the next press of `key` until the sign is painted; null where it did not come. */
  arm(key: string, sign: Sign): void;
  result(): Promise<number | null>;
  /** In milliseconds from the start of navigation; null before. */
  readonly start: {
    there: number | null;
    usable: number | null;
    searched: number | null;
    /** Work of today, below the scan box. */
    today: number | null;
  };
}

declare global {
  interface Window {
    paintProbe: PaintProbe;
  }
}

export interface ProbeOptions {
  /** Typed as soon as the scan box is there, to see when the search answers. */
  readonly firstQuery: string | null;
  readonly withinMs: number;
}

export function installPaintProbe({ firstQuery, withinMs }: ProbeOptions): void {
  const text = (selector: string): string => document.querySelector(selector)?.textContent ?? "";
  const shownWhen = (...selectors: readonly string[]): string =>
    selectors.every((selector) => document.querySelector(selector) !== null) ? "shown" : "";
  const SIGNS: Readonly<Record<Sign, () => string>> = {
    list: () => (document.querySelector(".scan-row") === null ? "" : text(".scan-list")),
    card: () => (document.querySelector(".reader-card .who") === null ? "" : text(".reader-card .who")),
    row: () => text(".reader-card .records"),
    toast: () => text('.toast[data-tone="done"]'),
    palette: () => (document.querySelector(".palette[data-open]") === null ? "" : "open"),
    // with the reader in hand, or with what is to be done today, be it nothing
    desk: () =>
      shownWhen(
        ".work.desk .presets button",
        '.work.desk :is([aria-busy="false"], .reader-card .who)',
        ".work.desk .heat td",
      ),
    readers: () => shownWhen('main [role="grid"] b'),
    page: () => shownWhen(".feed .entry h4"),
    rows: () => shownWhen('main [role="grid"] .grid-row [role="gridcell"]'),
    jump: () => text('main [role="grid"] .grid-row[data-active] b'),
    order: () => text('main [role="grid"] .grid-row b'),
    callee: () => (document.querySelector("#call-records") === null ? "" : text("#callee")),
    number: () => (/\d/.test(text("#callee + [role=status]")) ? text("#callee") : ""),
    opinions: () => shownWhen(".inbox-list .op b", "main .op-text"),
  };
  let check: (() => void) | null = null;
  /** After the frame that shows the change has been made. */
  const whenPainted = (then: (at: number) => void): void => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => then(performance.now());
      port2.postMessage(null);
    });
  };
  const start: PaintProbe["start"] = { there: null, usable: null, searched: null, today: null };
  let hasToday = false;
  let startStep = 0;
  const watchStart = (): void => {
    const box = document.querySelector<HTMLInputElement>(".scan input");
    if (startStep === 0 && box !== null) {
      startStep = 1;
      start.there = performance.now();
      whenPainted((at) => {
        start.usable = at;
        if (firstQuery === null) return;
        startStep = 2;
        box.value = firstQuery;
        box.dispatchEvent(new InputEvent("input", { bubbles: true }));
      });
    }
    if (!hasToday && document.querySelector(".work.desk [data-row]") !== null) {
      hasToday = true;
      whenPainted((at) => {
        start.today = at;
      });
    }
    if (startStep === 2 && SIGNS.list() !== "") {
      startStep = 3;
      whenPainted((at) => {
        start.searched = at;
      });
    }
  };
  new MutationObserver(() => {
    watchStart();
    check?.();
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });

  let armed: { readonly key: string; readonly press: (at: number) => void } | null = null;
  // heard before the desk's own listeners: a scanner's Enter goes no further than to them
  addEventListener(
    "keydown",
    (event) => {
      if (armed === null || (event.key !== armed.key && event.code !== armed.key)) return;
      const { press } = armed;
      armed = null;
      press(event.timeStamp);
    },
    { capture: true },
  );
  let result: Promise<number | null> = Promise.resolve(null);
  window.paintProbe = {
    start,
    arm(key, sign) {
      const before = SIGNS[sign]();
      result = new Promise((resolve) => {
        const tooLate = setTimeout(() => {
          check = null;
          armed = null;
          resolve(null);
        }, withinMs);
        const press = (pressedAt: number): void => {
          check = () => {
            const now = SIGNS[sign]();
            if (now === "" || now === before) return;
            check = null;
            whenPainted((at) => {
              clearTimeout(tooLate);
              resolve(at - pressedAt);
            });
          };
        };
        armed = { key, press };
      });
    },
    result: () => result,
  };
}
