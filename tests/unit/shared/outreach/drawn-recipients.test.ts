import { expect, test } from "vitest";
import { drawnRecipients } from "#shared/outreach/drawn-recipients.ts";

test("what a gateway reports of a text is no attempt of its own, a reply by which it is declined neither", () => {
  const said = (outcome: "sent" | "delivered" | "declined", at: number) => ({ at, outcome });
  const rows = [
    { id: "a", reader: "ra", channel: "sms" as const, attempts: { x: said("sent", 1), y: said("declined", 2) } },
    { id: "b", reader: "rb", channel: "sms" as const, attempts: { x: said("sent", 1), y: said("delivered", 2) } },
    { id: "c", reader: "rc", channel: "phone" as const, attempts: { x: said("declined", 1) } },
  ];
  const drawn = drawnRecipients(rows, {
    deskOf: () => undefined,
    questions: [],
    templateOf: () => "",
    returnedOf: () => undefined,
  });
  expect(drawn.map(({ id, attempts, isReached, isCompleted }) => [id, attempts, isReached, isCompleted])).toEqual([
    ["a", 1, true, false],
    ["b", 1, true, true],
    ["c", 1, true, false],
  ]);
});
