/** A desk's place that outlives its host and its browser: data folder, browser profile and port stay the same. */

import type { Page } from "playwright-core";
import { onTestFailed } from "vitest";
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

export const startAt = ({ folder, port }: Place, flags: readonly string[] = []): Promise<Desk> => launchDesk({ dataFolder: folder, port, flags, asBuilt: true });

export async function openAt(desk: Desk, { profile }: Pick<Place, "profile">, options: PageOptions = {}): Promise<OpenedPage> {
  const opened = await openPage(desk.address, { profile, ...options });
  opened.page.setDefaultTimeout(WAIT_MS);
  photographFailure(opened.page);
  return opened;
}

/** Call it in a test or before each: what stood on the screen is half the explanation. */
export function photographFailure(page: Page): void {
  onTestFailed(async ({ task }) => {
    const name = task.name.replaceAll(/\W+/g, "-").slice(0, 60);
    if (!page.isClosed()) await page.screenshot({ path: `test-results/failed/${name}-${Date.now() % 1e6}.png` });
  });
}

/** Long enough for a slow machine that does other things; a test that fails is still over in time. */
const WAIT_MS = 30_000;
