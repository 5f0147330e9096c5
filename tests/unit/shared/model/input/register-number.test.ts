import { describe, expect, test } from "vitest";
import { nextRegisterNo, registerPrefix } from "#shared/model/input/register-number.ts";

describe("the opinion register", () => {
  test("counts each desk's own numbers of the year", () => {
    const prefix = registerPrefix("CD", "a", 2026);
    expect(prefix).toBe("CD-A-2026-");
    expect(nextRegisterNo(prefix, [])).toBe("CD-A-2026-0001");
    expect(nextRegisterNo(prefix, ["CD-A-2026-0009", "CD-B-2026-0044", undefined, "CD-A-2025-0100"])).toBe(
      "CD-A-2026-0010",
    );
  });

  test("goes on past four figures and over damaged numbers", () => {
    expect(nextRegisterNo("CD-A-2026-", ["CD-A-2026-9999", "CD-A-2026-x"])).toBe("CD-A-2026-10000");
  });

  test("a branch without a code and a desk without a letter still number", () => {
    expect(registerPrefix(undefined, " - ", 2026)).toBe("X-A-2026-");
    expect(registerPrefix("东馆", "Ｂ", 2026)).toBe("东馆-B-2026-");
  });
});
