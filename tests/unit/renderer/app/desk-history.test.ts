import { describe, expect, it } from "vitest";
import { stepZoom } from "../../../../renderer/app/commands/zoom.ts";
import { createHistory } from "../../../../renderer/app/desk-history.ts";
import { moduleAt } from "../../../../renderer/app/modules.ts";

describe("createHistory", () => {
  it("goes back and forward through the places of the window", () => {
    const history = createHistory();
    history.navigate("/readers");
    history.navigate("/readers/1?tab=opinions");
    history.back();
    expect(history.get()).toEqual({ location: "/readers", canBack: true, canForward: true, isReturn: true });
    history.forward();
    expect(history.get().location).toBe("/readers/1?tab=opinions");
  });

  it("forgets what lay ahead when another place is chosen", () => {
    const history = createHistory();
    history.navigate("/readers");
    history.back();
    history.navigate("/sync");
    expect(history.get()).toEqual({ location: "/sync", canBack: true, canForward: false, isReturn: false });
  });

  it("keeps one entry for a place that is chosen twice, and none for one that is replaced", () => {
    const history = createHistory();
    history.navigate("/sync");
    history.navigate("/sync");
    history.navigate("/settings", { replace: true });
    history.back();
    expect(history.get()).toEqual({ location: "/", canBack: false, canForward: true, isReturn: true });
  });

  it("knows the way out of what was opened on a screen as one back to it", () => {
    const history = createHistory();
    history.navigate("/statistics");
    history.navigate("/statistics?figure=new-cards");
    expect(history.get().isReturn).toBe(false);
    history.navigate("/statistics");
    expect(history.get().isReturn).toBe(true);
    history.navigate("/readers");
    history.navigate("/statistics");
    expect(history.get().isReturn).toBe(false);
  });

  it("leads out of what was opened from a place back to it, and there too where the window has gone on", () => {
    const history = createHistory();
    history.navigate("/statistics");
    history.navigate("/readers?figure=used");
    history.backTo("/statistics");
    expect(history.get()).toEqual({ location: "/statistics", canBack: true, canForward: true, isReturn: true });
    history.navigate("/readers?figure=used");
    history.navigate("/readers/1");
    history.backTo("/statistics");
    expect(history.get()).toEqual({ location: "/statistics", canBack: true, canForward: false, isReturn: true });
    history.backTo(null);
    expect(history.get().location).toBe("/readers/1");
  });

  it("stays where it is at both ends", () => {
    const history = createHistory();
    history.back();
    history.forward();
    expect(history.get().location).toBe("/");
  });
});

describe("moduleAt", () => {
  it.each([
    ["/", "desk"],
    ["/readers/1", "readers"],
    ["/import", "readers"],
    ["/opinions", "opinions"],
    ["/sync", "sync"],
  ] as const)("finds that %s belongs to %s", (path, module) => {
    expect(moduleAt(path)).toBe(module);
  });
});

describe("stepZoom", () => {
  it("goes to the next step and stops at both ends", () => {
    expect([
      stepZoom(1, 1),
      stepZoom(1, -1),
      stepZoom(2, 1),
      stepZoom(0.8, -1),
      stepZoom(1.2, 1),
      stepZoom(1.2, -1),
    ]).toEqual([1.1, 0.9, 2, 0.8, 1.25, 1.1]);
  });
});
