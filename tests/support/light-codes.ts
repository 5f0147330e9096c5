/**
 * Hundreds of tests open a library by its code and mean something else. The work that Argon2id puts before a code
 * is kept, but made light for them; `library.test.ts` takes this back and does it in full.
 */
import { vi } from "vitest";

vi.mock("hash-wasm", async (original) => {
  const real = await original<typeof import("hash-wasm")>();
  const argon2id: typeof real.argon2id = (options) => real.argon2id({ ...options, memorySize: options.memorySize / 64, iterations: 1 });
  return { ...real, argon2id };
});
