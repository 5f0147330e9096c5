/** How long a component test waits for what must come: a busy machine is slow, never wrong. */
import { configure } from "@testing-library/react";

configure({ asyncUtilTimeout: 8_000 });
