/** The letter in which the newest opinion came that is still in hand, as somebody photographed it. */
import { bytesToBase64 } from "../kernel/base64.ts";
import { partsOfBytes } from "../model/attachments/attachment-part.ts";
import type { Values } from "../model/kinds.ts";
import { letterPicture } from "./letter-picture.ts";
import { type DemoRecord, type DemoWorld, record } from "./world.ts";

/** After all else, so that nothing is drawn otherwise for it. */
export function attachLetter(world: DemoWorld, opinions: readonly DemoRecord[]): readonly DemoRecord[] {
  const letters = opinions.flatMap(({ kind, id, values }) => {
    const { channel, receivedAt = 0, firstAsked, status } = values as Values<"feedback">; // of another kind it has no letter
    return kind === "feedback" && channel === "letter" && status !== "closed" ? [{ id, receivedAt, firstAsked }] : [];
  });
  const [newest] = letters.toSorted((a, b) => b.receivedAt - a.receivedAt);
  if (newest === undefined) return [];
  const bytes = letterPicture();
  const parts = partsOfBytes(bytes);
  const head = record(world, "attachment", newest.receivedAt, {
    about: { kind: "feedback", id: newest.id },
    name: world.place.letterFile,
    type: "image/png",
    bytes: bytes.length,
    parts: parts.length,
    at: newest.receivedAt,
    ...(newest.firstAsked !== undefined && { by: newest.firstAsked }),
    shown: true,
  });
  return [
    head,
    ...parts.map((part, place) =>
      record(world, "attachment-part", newest.receivedAt, { attachment: head.id, place, data: bytesToBase64(part) }),
    ),
  ];
}
