import { describe, expect, it } from "vitest";
import { attachmentType } from "#shared/model/attachments/attachment.ts";
import { PART_BYTES, partsOfBytes } from "#shared/model/attachments/attachment-part.ts";
import { pictureSize } from "../../../../../../renderer/features/opinions/attachments/picture-size.ts";

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === "string" ? [...part].map((letter) => letter.charCodeAt(0)) : [...part])),
  );
const PNG = bytes([0x89], "PNG", [13, 10, 26, 10, 0, 0, 0, 13], "IHDR", [0, 0, 0x75, 0x30, 0, 0, 0x4e, 0x20]);
const APP = [0xff, 0xe0, 0, 4, 1, 2];
const JPEG = bytes(
  [0xff, 0xd8],
  APP,
  [0xff, 0xc4, 0, 3, 9],
  [0xff, 0xc2, 0, 11, 8, 0x04, 0x38, 0x07, 0x80, 1, 1, 1, 1],
);

describe("a file as it is told by its bytes", () => {
  it("is one of four types, whatever it is called", () => {
    expect([PNG, JPEG, bytes("%PDF-1.7"), bytes("RIFF", [1, 2, 3, 4], "WEBP")].map(attachmentType)).toEqual([
      "image/png",
      "image/jpeg",
      "application/pdf",
      "image/webp",
    ]);
    for (const other of ["<svg xmlns=", "GIF89a", "MZ", "", " %PDF-"])
      expect(attachmentType(bytes(other))).toBeUndefined();
  });

  it("says how many pixels it claims before anything opens it", () => {
    expect(pictureSize(PNG, "image/png")).toEqual({ width: 30_000, height: 20_000 });
    expect(pictureSize(JPEG, "image/jpeg")).toEqual({ width: 1920, height: 1080 });
    const webp = bytes("RIFF", [0, 0, 0, 0], "WEBPVP8X", [10, 0, 0, 0, 0, 0, 0, 0], [0xff, 0x0f, 0, 0xff, 0x07, 0]);
    expect(pictureSize(webp, "image/webp")).toEqual({ width: 4096, height: 2048 });
    const lossless = bytes("RIFF", [0, 0, 0, 0], "WEBPVP8L", [0, 0, 0, 0, 0x2f], [0x8f, 0xc1, 0x18, 0]);
    expect(pictureSize(lossless, "image/webp")).toEqual({ width: 0x18f + 1, height: 0x63 + 1 });
  });

  it("says nothing where it ends too early, or leads round in a circle", () => {
    for (let length = 0; length < JPEG.length - 6; length++)
      expect(pictureSize(JPEG.subarray(0, length), "image/jpeg")).toBeUndefined();
    expect(pictureSize(bytes([0xff, 0xd8, 0xff, 0xe0, 0, 0]), "image/jpeg")).toBeUndefined();
    expect(pictureSize(PNG.subarray(0, 20), "image/png")).toBeUndefined();
  });

  it("falls into parts that together are the whole", () => {
    const whole = Uint8Array.from({ length: PART_BYTES * 2 + 7 }, (_, at) => at % 251);
    const parts = partsOfBytes(whole);
    expect(parts.map(({ length }) => length)).toEqual([PART_BYTES, PART_BYTES, 7]);
    expect(parts.flatMap((part) => [...part.slice(0, 3)])).toEqual(
      [0, 1, 2].concat(
        [...whole.slice(PART_BYTES, PART_BYTES + 3)],
        [...whole.slice(PART_BYTES * 2, PART_BYTES * 2 + 3)],
      ),
    );
  });
});
