/** A desk's place that outlives its host and its browser: data folder, browser profile and port stay the same. */

import type { Page } from "playwright-core";
import { onTestFailed, TestRunner } from "vitest";
import { type Desk, freePort, launchDesk, type OpenedPage, openPage, type PageOptions } from "../support/launch.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

export interface Place {
  readonly folder: string;
  readonly profile: string;
  readonly port: number;
}

/** @param folder another one than in the temporary folder, as on a small disk */
export async function newPlace(folder?: string): Promise<Place> {
  return { folder: folder ?? (await temporaryFolder()), profile: await temporaryFolder(), port: await freePort() };
}

export const startAt = ({ folder, port }: Place, flags: readonly string[] = []): Promise<Desk> =>
  launchDesk({ dataFolder: folder, port, flags, asBuilt: true });

/** In a browser of its own, which finds there at its next start what it leaves. */
export const openAt = (
  { address }: Desk,
  { profile }: Pick<Place, "profile">,
  options: PageOptions = {},
): Promise<OpenedPage> => opened(address, { profile, ...options });

/** As any browser that has never seen the desk, and leaves nothing when it is closed. */
export const openAnywhere = ({ address }: Desk, options: PageOptions = {}): Promise<OpenedPage> =>
  opened(address, options);

async function opened(address: string, options: PageOptions): Promise<OpenedPage> {
  const window = await openPage(address, options);
  window.page.setDefaultTimeout(WAIT_MS);
  const test = TestRunner.getCurrentTest();
  const close = async (): Promise<void> => {
    if (test?.result?.state === "fail") await photograph(window.page, test.name);
    await window.close();
  };
  return { ...window, close };
}

/**
 * Call it in a test or before each: what stood on the screen is half the explanation. For a page that is still open
 * after the test.
 */
export function photographFailure(page: Page): void {
  onTestFailed(({ task }) => photograph(page, task.name));
}

/** The words are printed too, for a machine whose pictures nobody sees. */
async function photograph(page: Page, test: string): Promise<void> {
  if (page.isClosed()) return;
  const name = test.replaceAll(/\W+/g, "-").slice(0, 60);
  await page.screenshot({ path: `test-results/failed/${name}-${Date.now() % 1e6}.png` }).catch(() => undefined);
  const above = await page
    .locator(".toast:visible, [role=dialog]:visible, [role=alertdialog]:visible, footer:visible")
    .allInnerTexts();
  console.error(
    `${name}, at ${page.url()}:\n${above.map((text) => `  | ${text.replaceAll("\n", " / ").slice(0, 600)}`).join("\n")}`,
  );
}

/** Long enough for a slow machine that does other things; a test that fails is still over in time. */
const WAIT_MS = 30_000;
