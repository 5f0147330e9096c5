/** Everything that the page has told in its toasts, in order, over reloads too. */
import type { Page } from "playwright-core";

export interface Told {
  /** `done`, `saving` or `failed`. */
  readonly tone: string;
  readonly text: string;
}

/** Call it before the page is used. @param hear called after each */
export async function watchTold(page: Page, hear: () => void = () => undefined): Promise<readonly Told[]> {
  const told: Told[] = [];
  await page.exposeFunction("tellTest", (tone: string, text: string) => {
    told.push({ tone, text });
    hear();
  });
  await page.addInitScript(watch);
  await page.evaluate(watch);
  return told;
}

/** Runs in the page. */
function watch(): void {
  let last = "";
  const look = (): void => {
    const toast = document.querySelector<HTMLElement>(".toast");
    const now = toast === null ? "" : `${toast.dataset.tone}|${toast.textContent}`;
    if (now === last) return;
    last = now;
    const tell = "tellTest" in window ? window.tellTest : null;
    if (toast !== null && typeof tell === "function") tell(toast.dataset.tone ?? "", toast.textContent ?? "");
  };
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ["data-tone"],
  });
}
