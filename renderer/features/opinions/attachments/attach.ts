/**
 * Writes an attachment: its record, its parts, and last that it is shown, which is the act that can be taken back. A
 * part that is not safe stops it: what was written stays hidden, and goes with the housekeeping or with the person.
 */
import { uuidV7 } from "#shared/kernel/ids.ts";
import { MOST_ATTACHED_BYTES } from "#shared/model/attachments/attachment.ts";
import { partsOfBytes } from "#shared/model/attachments/attachment-part.ts";
import type { Kind } from "#shared/model/kinds.ts";
import type { Acts } from "../../../acts/acts.ts";
import { attachedBytes } from "../../../db/attachments.ts";
import { type Change, create, edit } from "../../../db/write/changes.ts";
import type { Services } from "../../../desk-services/services.ts";
import type { PreparedFile } from "./prepare-file.ts";

export interface AttachOrder {
  readonly about: { readonly kind: Kind; readonly id: string };
  readonly name: string;
  readonly file: PreparedFile;
  readonly staff: string | undefined;
  readonly onProgress: (done: number, total: number) => void;
  readonly isCancelled: () => boolean;
}

export type Attached = "attached" | "cancelled" | "library-full" | "not-safe";

export async function attach(
  { db, clock, random }: Pick<Services, "db" | "clock" | "random">,
  acts: Pick<Acts, "run">,
  { about, name, file: { bytes, type }, staff, onProgress, isCancelled }: AttachOrder,
): Promise<Attached> {
  if ((await attachedBytes(db)) + bytes.length > MOST_ATTACHED_BYTES) return "library-full";
  const at = clock.now();
  const id = uuidV7(at, random);
  const parts = partsOfBytes(bytes);
  const write = async (change: Change): Promise<boolean> => {
    const begun = await acts.run({
      command: "attachment.write",
      changes: [change],
      said: { id: "acts.attached", values: { what: name } },
      options: { undoable: false },
      quiet: true,
    });
    return begun !== null && (await begun.saved);
  };
  const head = {
    about,
    name,
    type,
    bytes: bytes.length,
    parts: parts.length,
    at,
    ...(staff !== undefined && { by: staff }),
  };
  if (!(await write(create("attachment", id, head)))) return "not-safe";
  for (const [place, part] of parts.entries()) {
    if (isCancelled()) return "cancelled";
    const values = { attachment: id, place, data: toBase64(part) };
    if (!(await write(create("attachment-part", uuidV7(clock.now(), random), values)))) return "not-safe";
    onProgress(place + 1, parts.length);
  }
  const shown = await acts.run({
    command: "attachment.add",
    changes: [edit("attachment", id, { shown: true })],
    said: { id: "acts.attached", values: { what: name } },
  });
  return shown !== null && (await shown.saved) ? "attached" : "not-safe";
}

/** In pieces: a call takes only so many arguments. */
function toBase64(bytes: Uint8Array): string {
  let letters = "";
  for (let at = 0; at < bytes.length; at += 8192) letters += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(letters);
}
