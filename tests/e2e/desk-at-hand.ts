/** One built desk and one window for all tests of a file, opened before the first and stopped after the last. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { type Desk, launchDesk, type OpenedPage, openPage } from "../support/launch.ts";
import { deskIsOpen } from "./desk-page.ts";
import { foundIn } from "./founded.ts";
import { photographFailure } from "./place.ts";

export interface DeskAtHand {
  readonly desk: Desk;
  readonly opened: OpenedPage;
}

const WAIT_MS = 30_000;

/**
 * @param ready what has to be done, or waited for, before the first test @param fill as of a desk that
 * is launched @returns what stands there once the tests run
 */
export function deskAtHand(
  flags: readonly string[],
  ready: (page: Page) => Promise<unknown>,
  fill: (dataFolder: string) => Promise<unknown> = async () => undefined,
): DeskAtHand {
  let held: DeskAtHand | null = null;
  const atHand = (): DeskAtHand => {
    if (held === null) throw new Error("a desk is at hand in tests only");
    return held;
  };
  beforeAll(async () => {
    const desk = await launchDesk({ asBuilt: true, flags, fill });
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

/** In a library that has been founded and holds nothing yet. */
export const foundedAtHand = (): DeskAtHand => deskAtHand([], deskIsOpen, foundIn);
