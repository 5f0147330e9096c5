/**
 * How large a picture is drawn, by its first bytes: a file of some kilobytes may claim more pixels than a computer has
 * memory for, and is not opened to find out.
 */
import type { AttachmentType } from "#shared/model/attachments/attachment.ts";

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** @returns undefined where the file does not say so in the place where it has to */
export function pictureSize(bytes: Uint8Array, type: AttachmentType): PictureSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    switch (type) {
      case "image/png":
        return { width: view.getUint32(16), height: view.getUint32(20) };
      case "image/webp":
        return webpSize(view);
      case "image/jpeg":
        return jpegSize(view);
      case "application/pdf":
        return undefined;
    }
  } catch (error) {
    if (error instanceof RangeError) return undefined; // it ends before that
    throw error;
  }
}

/** Frames of a JPEG that hold its size: all SOF markers but those of tables (C4, C8, CC). ITU T.81, B.1.1.3. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function jpegSize(view: DataView): PictureSize | undefined {
  for (let at = 2; view.getUint8(at) === 0xff; ) {
    const marker = view.getUint8(at + 1);
    if (isFrame(marker)) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** The three forms of a WebP: RFC 9649, 2.5 to 2.7. */
function webpSize(view: DataView): PictureSize | undefined {
  const form = String.fromCharCode(view.getUint8(12), view.getUint8(13), view.getUint8(14), view.getUint8(15));
  const three = (at: number): number =>
    view.getUint8(at) + view.getUint8(at + 1) * 256 + view.getUint8(at + 2) * 65_536;
  if (form === "VP8X") return { width: three(24) + 1, height: three(27) + 1 };
  if (form === "VP8 ") return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (form !== "VP8L") return undefined;
  const bits = view.getUint32(21, true);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}
