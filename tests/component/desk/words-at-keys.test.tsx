/**
 * Words at a field that a key opens, or in which all is kept as it is typed: none of them is lost to a list or a
 * scanner. The silence after a key passes when the test says so.
 */
import { screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { useRef, useState } from "react";
import { describe, expect, test } from "vitest";
import { KEPT_HERE } from "../../../renderer/ui/unsaved-words.ts";
import { charCode, createSilence, press, scan } from "./keys.ts";
import { findToast, KeyList, openDesk, ZHANG_CARD } from "./open-desk.tsx";

/** N opens the note, at once or, as on a slow machine, later. */
function OpensNote({
  onKey,
  later,
}: {
  readonly onKey: (key: string) => void;
  readonly later?: (run: () => void) => void;
}) {
  const note = useRef<HTMLInputElement>(null);
  const open = (): void => note.current?.focus();
  return (
    <>
      <KeyList
        onKey={(key) => {
          onKey(key);
          if (later === undefined) open();
          else later(open);
        }}
      />
      <input aria-label="备注" ref={note} />
    </>
  );
}

async function openNote(later?: (run: () => void) => void) {
  const silence = createSilence();
  const heard: string[] = [];
  await openDesk({
    quiet: silence.quiet,
    extra: <OpensNote onKey={(key) => heard.push(key)} {...(later !== undefined && { later })} />,
  });
  screen.getByRole("listbox", { name: "清单" }).focus();
  return { silence, heard, note: screen.getByRole<HTMLInputElement>("textbox", { name: "备注" }) };
}

async function typeFast(text: string, gapMs: number, from = Date.now()): Promise<void> {
  for (const [index, char] of [...text].entries())
    await press(char, char === " " ? "Space" : charCode(char), { at: from + index * gapMs });
}

describe("what is typed on behind a key that opens a field", () => {
  test.each([
    ["wants two seats", 20],
    ["2 seats wanted", 20],
    ["2 seats wanted", 90],
  ])("stands whole in the field: %s, %i ms a key", async (text, gapMs) => {
    const { silence, heard, note } = await openNote();
    await typeFast(`n${text}`, gapMs);
    silence.pass();
    expect([note.value, heard]).toEqual([text, ["n"]]);
  });

  test("is no key of the list, though the field opens late", async () => {
    let open: () => void = () => undefined;
    const { silence, heard, note } = await openNote((run) => {
      open = run;
    });
    const at = Date.now();
    await press("n", "KeyN", { at });
    silence.pass();
    await press("3", "Digit3", { at: at + 400 });
    open();
    silence.pass();
    await typeFast(" seats", 120, at + 600);
    expect([note.value, heard]).toEqual(["3 seats", ["n"]]);
  });

  test("is no key of the list, though a busy machine hears both at once", async () => {
    const { silence, heard, note } = await openNote();
    const at = Date.now();
    await press("n", "KeyN", { at });
    await press("3", "Digit3", { at: at + 400 });
    silence.pass();
    expect([note.value, heard]).toEqual(["3", ["n"]]);
  });

  test("is taken out again where it was the beginning of a card", async () => {
    const { silence, heard, note } = await openNote();
    const at = Date.now();
    await typeFast("n0", 5, at);
    silence.pass();
    expect([note.value, heard]).toEqual(["0", ["n"]]);
    await typeFast("2104178853", 5, at + 500);
    await press("Enter", "Enter", { at: at + 550 });
    expect([note.value, heard]).toEqual(["", ["n"]]);
  });
});

function KeptNote() {
  const [text, setText] = useState("");
  return (
    <div {...KEPT_HERE}>
      <input aria-label="备注" value={text} onChange={(event) => setText(event.currentTarget.value)} />
    </div>
  );
}

test("a scan into words that are kept as they are typed waits, and a key opens it from there", async () => {
  await openDesk({ extra: <KeptNote /> });
  const note = screen.getByRole<HTMLInputElement>("textbox", { name: "备注" });
  await userEvent.type(note, "周三再来");
  await scan(ZHANG_CARD, 20, { afterMs: 350 });
  await findToast("扫到 0021 0417 8853，还没有打开");
  expect([document.activeElement, note.value]).toEqual([note, "周三再来"]);
  expect(screen.getByText("这里写了的都留着")).toBeTruthy();
  expect(screen.queryByRole("heading", { level: 1, name: /张素琴/ })).toBeNull();
  await press("F3", "F3", { shift: true });
  await screen.findByRole("heading", { level: 1, name: /张素琴/ });
});
