import { describe, expect, it } from "vitest";
import type { KeyLike } from "../../../../renderer/ui/keyboard.ts";
import { moveByKey } from "../../../../renderer/ui/list-keys.ts";

const press = (key: string, over: Partial<KeyLike> = {}): KeyLike => ({
  key,
  code: key,
  keyCode: 0,
  isComposing: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...over,
});
const extent = { rows: 100, columns: 3, page: 10 };

describe("moveByKey", () => {
  it("moves between rows and stops at both ends", () => {
    expect(moveByKey(press("ArrowDown"), { row: 99, column: -1 }, extent)).toEqual({ row: 99, column: -1 });
    expect(moveByKey(press("PageUp"), { row: 4, column: -1 }, extent)).toEqual({ row: 0, column: -1 });
    expect(moveByKey(press("PageDown"), { row: 4, column: -1 }, extent)).toEqual({ row: 14, column: -1 });
  });

  it("enters the cells with → and leaves them with ←", () => {
    expect(moveByKey(press("ArrowRight"), { row: 4, column: -1 }, extent)).toEqual({ row: 4, column: 0 });
    expect(moveByKey(press("ArrowLeft"), { row: 4, column: 0 }, extent)).toEqual({ row: 4, column: -1 });
  });

  it("takes Home and End for the rows, and inside of a row for its cells", () => {
    expect(moveByKey(press("End"), { row: 4, column: -1 }, extent)).toEqual({ row: 99, column: -1 });
    expect(moveByKey(press("End"), { row: 4, column: 0 }, extent)).toEqual({ row: 4, column: 2 });
    expect(moveByKey(press("Home", { ctrlKey: true }), { row: 4, column: 1 }, extent)).toEqual({ row: 0, column: 1 });
  });

  it("leaves keys of an input method and history keys alone", () => {
    expect(moveByKey(press("ArrowDown", { isComposing: true }), { row: 4, column: -1 }, extent)).toBeNull();
    expect(moveByKey(press("ArrowLeft", { altKey: true }), { row: 4, column: 1 }, extent)).toBeNull();
  });
});
