/** One built desk and one window for all tests of a file, opened before the first and stopped after the last. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { type Desk, launchDesk, type OpenedPage, openPage } from "../support/launch.ts";
import { photographFailure } from "./place.ts";

export interface DeskAtHand {
  readonly desk: Desk;
  readonly opened: OpenedPage;
}

const WAIT_MS = 30_000;

/**
 * @param ready what has to be done, or waited for, before the first test @returns what stands there once the tests run
 */
export function deskAtHand(flags: readonly string[], ready: (page: Page) => Promise<unknown>): DeskAtHand {
  let held: DeskAtHand | null = null;
  const atHand = (): DeskAtHand => {
    if (held === null) throw new Error("a desk is at hand in tests only");
    return held;
  };
  beforeAll(async () => {
    const desk = await launchDesk({ asBuilt: true, flags });
    const opened = await openPage(desk.address);
    held = { desk, opened };
    opened.page.setDefaultTimeout(WAIT_MS);
    await ready(opened.page);
  });
  afterAll(async () => {
    await held?.opened.close();
    await held?.desk.stop();
  });
  beforeEach(() => photographFailure(atHand().opened.page));
  return {
    get desk() {
      return atHand().desk;
    },
    get opened() {
      return atHand().opened;
    },
  };
}
