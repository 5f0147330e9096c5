import fc from "fast-check";
import { expect, it } from "vitest";
import { bytesToBase64 } from "#shared/kernel/base64.ts";

it("is what every other program reads", () =>
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      expect(bytesToBase64(bytes)).toBe(Buffer.from(bytes).toString("base64"));
    }),
  ));
