/**
 * A file as it is kept: a picture drawn anew and smaller, which takes place and device off it, a PDF as it is. Told by
 * its bytes, whatever its name says.
 */
import { err, ok, type Result } from "#shared/kernel/result.ts";
import {
  type AttachmentType,
  attachmentType,
  MOST_PDF_BYTES,
  MOST_PICTURE_BYTES,
} from "#shared/model/attachments/attachment.ts";
import { pictureSize } from "./picture-size.ts";

export interface PreparedFile {
  readonly bytes: Uint8Array;
  readonly type: AttachmentType;
}
export type NotAttached =
  | { readonly tag: "other-type" }
  | { readonly tag: "too-large"; readonly most: number }
  | { readonly tag: "too-many-pixels" }
  | { readonly tag: "unreadable" };

/** More than any camera at a desk takes; above it a file is not even read. */
const MOST_FILE_BYTES = 40_000_000;
const MOST_PIXELS = 80_000_000;
/** Of the longer side: a page of small print is still read. */
const LONGEST_SIDE = 2400;
const QUALITIES = [0.85, 0.7, 0.55] as const;
const SMALLER = 0.75;
const SMALLEST_SIDE = 400;

export async function prepareFile(file: Blob): Promise<Result<PreparedFile, NotAttached>> {
  if (file.size > MOST_FILE_BYTES) return err({ tag: "too-large", most: MOST_FILE_BYTES });
  const bytes = new Uint8Array(await file.arrayBuffer());
  const type = attachmentType(bytes);
  if (type === undefined) return err({ tag: "other-type" });
  if (type === "application/pdf")
    return bytes.length > MOST_PDF_BYTES ? err({ tag: "too-large", most: MOST_PDF_BYTES }) : ok({ bytes, type });
  const size = pictureSize(bytes, type);
  if (size === undefined) return err({ tag: "unreadable" });
  if (size.width * size.height > MOST_PIXELS) return err({ tag: "too-many-pixels" });
  const picture = await createImageBitmap(new Blob([bytes], { type })).catch(() => null);
  if (picture === null) return err({ tag: "unreadable" });
  const small = await shrink(picture);
  picture.close();
  return small === null ? err({ tag: "unreadable" }) : ok({ bytes: small, type: "image/jpeg" });
}

async function shrink(picture: ImageBitmap): Promise<Uint8Array | null> {
  const longer = Math.max(picture.width, picture.height);
  for (let side = Math.min(longer, LONGEST_SIDE); side >= Math.min(longer, SMALLEST_SIDE); side *= SMALLER) {
    const [width, height] = [picture.width, picture.height].map((one) =>
      Math.max(1, Math.round((one * side) / longer)),
    );
    const canvas = new OffscreenCanvas(width ?? 1, height ?? 1);
    const context = canvas.getContext("2d");
    if (context === null) return null;
    // what is clear in a drawing is paper
    context.fillStyle = "white";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    for (const quality of QUALITIES) {
      const blob = await canvas.convertToBlob({ type: "image/jpeg", quality });
      if (blob.size <= MOST_PICTURE_BYTES) return new Uint8Array(await blob.arrayBuffer());
    }
  }
  return null;
}
