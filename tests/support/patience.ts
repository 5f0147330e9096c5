/**
 * Before every file of component tests: how long a test waits for what must come (a busy machine is slow, never wrong),
 * and that nothing it has drawn is left for the next file, which runs in the same page.
 */
import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

configure({ asyncUtilTimeout: 8_000 });
afterEach(cleanup);
