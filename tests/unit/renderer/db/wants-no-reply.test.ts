import { expect, it } from "vitest";
import { wantNoReply } from "../../../../renderer/db/wants-no-reply.ts";

it("goes by the last opinion of a person, under whichever of her records it stands", () => {
  const mainOf = (id: string): string => (id === "a2" ? "a" : id);
  const found = wantNoReply(
    [
      { reader: "a", receivedAt: 1 },
      { reader: "a2", receivedAt: 2, noReply: true },
      { reader: "b", receivedAt: 3, noReply: true },
      { reader: "b", receivedAt: 4 },
      { reader: "c", receivedAt: 5, noReply: true, gone: 1 },
      { receivedAt: 6, noReply: true },
    ],
    mainOf,
  );
  expect([...found]).toEqual(["a"]);
});
