/**
 * Before every file of component tests: how long a test waits for what must come (a busy machine is slow, never wrong),
 * that nothing is made for a reader who is not there, and that nothing drawn is left for the next file, which runs in
 * the same page.
 */
import "./lean-console.ts";
import { cleanup, configure, prettyDOM } from "@testing-library/react";
import * as React from "react";
import { afterEach } from "vitest";

configure({
  asyncUtilTimeout: 20_000,
  // the page is written out when somebody reads the error, not at each try of one that waits
  getElementError: (message, container) => {
    let text: string | undefined;
    const write = (): string => (text ??= [message ?? "", prettyDOM(container)].join("\n\n"));
    return Object.defineProperties(new Error(), {
      name: { value: "TestingLibraryElementError" },
      message: { get: write, set: (changed: string) => (text = changed), configurable: true },
    });
  },
});

// with every element its stack, for warnings that say where it was made: a third of the time; the warnings themselves
// stay
const INTERNALS = "__CLIENT_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE";
const { [INTERNALS]: internals } = React as unknown as Readonly<Record<typeof INTERNALS, object>>; // React does not tell its types of it
Object.defineProperty(internals, "recentlyCreatedOwnerStacks", {
  get: () => Number.POSITIVE_INFINITY,
  set: () => undefined,
  configurable: true,
});

afterEach(cleanup);
