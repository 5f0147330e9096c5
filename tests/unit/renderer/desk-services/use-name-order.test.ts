import { expect, it } from "vitest";
import { nameOrderOf } from "../../../../renderer/desk-services/use-name-order.ts";

it("orders names by strokes in traditional script, and in English where the library is in Taiwan", () => {
  for (const place of ["mainland", "taiwan", "other"] as const) {
    expect(nameOrderOf("zh-TW", place)).toBe("strokes");
    expect(nameOrderOf("zh-CN", place)).toBe("reading");
  }
  expect(nameOrderOf("en", "taiwan")).toBe("strokes");
  expect(nameOrderOf("en", "mainland")).toBe("reading");
  expect(nameOrderOf("en", "other")).toBe("reading");
});
