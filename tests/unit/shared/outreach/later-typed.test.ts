import { describe, expect, it } from "vitest";
import { readLater } from "#shared/outreach/later-typed.ts";

/** Tuesday, 2026-12-01, 10:00. */
const NOW = { on: "2026-12-01", minute: 600 };

describe("when somebody wants to be called", () => {
  it.each([
    ["明天 16:00", "2026-12-02", 960],
    ["16：30", "2026-12-01", 990],
    ["9:00", "2026-12-02", 540],
    ["周五", "2026-12-04", undefined],
    ["周五下午3点半", "2026-12-04", 930],
    ["晚上8点", "2026-12-01", 1200],
    ["12-05 9:15", "2026-12-05", 555],
    ["tomorrow 4:30 pm", "2026-12-02", 990],
    ["fri 11 am", "2026-12-04", 660],
    ["3天", "2026-12-04", undefined],
    ["明天上午10點15分", "2026-12-02", 615],
  ])("%s", (typed, on, minute) => {
    expect(readLater(typed, NOW)).toEqual({ ok: true, later: minute === undefined ? { on } : { on, minute } });
  });

  it.each([
    ["", "unread"],
    ["有空的时候", "unread"],
    ["25:00", "unread"],
    ["今天 9:00", "past"],
    ["2026-11-30", "past"],
  ])("not %s", (typed, why) => {
    expect(readLater(typed, NOW)).toEqual({ ok: false, why });
  });
});
