import { describe, expect, it } from "vitest";
import { ariaKeys, isEnter, isIme, type KeyLike, keyLabel, matchKeys } from "../../../../renderer/ui/keyboard.ts";

const press = (over: Partial<KeyLike>): KeyLike => ({
  key: "",
  code: "",
  keyCode: 0,
  isComposing: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...over,
});

describe("isIme", () => {
  it("knows the first composing key of Windows by its key code, where isComposing is still false", () => {
    expect(isIme(press({ key: "Process", code: "KeyZ", keyCode: 229 }))).toBe(true);
  });

  it("knows the Enter that confirms a composition on other systems", () => {
    expect(isEnter(press({ key: "Enter", code: "Enter", keyCode: 13, isComposing: true }))).toBe(false);
    expect(isEnter(press({ key: "Enter", code: "Enter", keyCode: 13 }))).toBe(true);
  });

  it("takes the event of React as well", () => {
    expect(isIme({ nativeEvent: press({ keyCode: 229 }) })).toBe(true);
  });
});

describe("matchKeys", () => {
  it("matches Alt with a digit of the top row only, because the number pad types characters", () => {
    expect(matchKeys(press({ key: "5", code: "Digit5", altKey: true }), "Alt+5", false)).toBe(true);
    expect(matchKeys(press({ key: "5", code: "Numpad5", altKey: true }), "Alt+5", false)).toBe(false);
  });

  it("matches letters by their place, so that a Chinese or Russian layout keeps the shortcuts", () => {
    expect(matchKeys(press({ key: "л", code: "KeyK", ctrlKey: true }), "Ctrl+K", false)).toBe(true);
  });

  it("wants exactly the modifiers that are written", () => {
    expect(matchKeys(press({ key: "K", code: "KeyK", ctrlKey: true, shiftKey: true }), "Ctrl+K", false)).toBe(false);
    expect(matchKeys(press({ key: "K", code: "KeyK", ctrlKey: true, shiftKey: true }), "Ctrl+Shift+K", false)).toBe(
      true,
    );
    expect(matchKeys(press({ key: "k", code: "KeyK", ctrlKey: true, altKey: true }), "Ctrl+K", false)).toBe(false);
  });

  it("takes AltGr for what it is, a way to write characters", () => {
    expect(matchKeys(press({ key: "1", code: "Digit1", altKey: true, ctrlKey: true }), "Alt+1", false)).toBe(false);
  });

  it("takes ⌘ for Ctrl on a Mac, and Control with a digit for the presets", () => {
    expect(matchKeys(press({ key: "k", code: "KeyK", metaKey: true }), "Ctrl+K", true)).toBe(true);
    expect(matchKeys(press({ key: "k", code: "KeyK", ctrlKey: true }), "Ctrl+K", true)).toBe(false);
    expect(matchKeys(press({ key: "1", code: "Digit1", ctrlKey: true }), "Alt+1", true)).toBe(true);
  });

  it("matches named keys, arrows and signs", () => {
    expect(matchKeys(press({ key: "ArrowLeft", code: "ArrowLeft", altKey: true }), "Alt+←", false)).toBe(true);
    expect(matchKeys(press({ key: "F6", code: "F6", shiftKey: true }), "Shift+F6", false)).toBe(true);
    expect(matchKeys(press({ key: "F6", code: "F6", shiftKey: true }), "F6", false)).toBe(false);
    expect(matchKeys(press({ key: "=", code: "Equal", ctrlKey: true }), "Ctrl+=", false)).toBe(true);
    expect(matchKeys(press({ key: "？", code: "Slash", shiftKey: true }), "?", false)).toBe(true);
    expect(matchKeys(press({ key: "Escape", code: "Escape" }), "Esc", false)).toBe(true);
  });

  it("matches nothing while an input method composes", () => {
    expect(matchKeys(press({ key: "Process", code: "KeyK", keyCode: 229, ctrlKey: true }), "Ctrl+K", false)).toBe(
      false,
    );
  });
});

describe("key hints", () => {
  it("are written as the platform writes them", () => {
    expect([
      keyLabel("Ctrl+Shift+K", false),
      keyLabel("Ctrl+Shift+K", true),
      keyLabel("Alt+1", true),
      keyLabel("Ctrl+Enter", false),
    ]).toEqual(["Ctrl Shift K", "⌘⇧K", "⌃1", "Ctrl ↵"]);
  });

  it("are named to assistive tools by the platform's key", () => {
    expect([ariaKeys("Ctrl+K", false), ariaKeys("Ctrl+K", true), ariaKeys("Alt+←", false)]).toEqual([
      "Control+K",
      "Meta+K",
      "Alt+ArrowLeft",
    ]);
  });
});
