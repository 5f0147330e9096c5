import { act, render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { useHeld } from "../../../../renderer/ui/hooks/use-held.ts";

interface PhoneProps {
  readonly of: string;
  readonly read: () => Promise<string | undefined>;
}

function Phone({ of, read }: PhoneProps) {
  return <p>{useHeld(of, read).shown ?? "masked"}</p>;
}

const ctrlI = (type: "keydown" | "keyup"): boolean =>
  window.dispatchEvent(new KeyboardEvent(type, { key: "i", code: "KeyI", ctrlKey: true, cancelable: true }));

test("what is held stays shown when the page is drawn anew, and goes when the key is let go", async () => {
  const { rerender } = render(<Phone of="zhang" read={async () => "13812345678"} />);
  ctrlI("keydown");
  rerender(<Phone of="zhang" read={async () => "read twice"} />);
  await screen.findByText("13812345678");
  ctrlI("keyup");
  await screen.findByText("masked");
});

test("another record never shows what was asked of the last one", async () => {
  let answer = (_phone: string): void => {};
  const { rerender } = render(<Phone of="zhang" read={() => new Promise((resolve) => (answer = resolve))} />);
  ctrlI("keydown");
  rerender(<Phone of="li" read={async () => "li's"} />);
  answer("zhang's");
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  expect(screen.getByRole("paragraph").textContent).toBe("masked");
  ctrlI("keyup");
  ctrlI("keydown");
  await screen.findByText("li's");
  window.dispatchEvent(new Event("blur"));
  await screen.findByText("masked");
});

test("what was asked in a hold that is over shows in none after it", async () => {
  const answers: ((phone: string) => void)[] = [];
  render(<Phone of="zhang" read={() => new Promise((resolve) => answers.push(resolve))} />);
  ctrlI("keydown");
  ctrlI("keyup");
  ctrlI("keydown");
  await act(async () => answers[0]?.("as it was asked first"));
  expect(screen.getByRole("paragraph").textContent).toBe("masked");
  await act(async () => answers[1]?.("13812345678"));
  expect(screen.getByRole("paragraph").textContent).toBe("13812345678");
  ctrlI("keyup");
  await screen.findByText("masked");
});
