import { inflateSync } from "node:zlib";
import { expect, it } from "vitest";
import { letterPicture } from "#shared/demo/letter-picture.ts";
import { attachmentType } from "#shared/model/attachments/attachment.ts";
import { PART_BYTES } from "#shared/model/attachments/attachment-part.ts";

it("is a picture of its size whose data is whole, in one part", () => {
  const picture = letterPicture();
  expect(attachmentType(picture)).toBe("image/png");
  expect(picture.length).toBeLessThan(PART_BYTES);
  const view = new DataView(picture.buffer);
  const [width, height, length] = [view.getUint32(16), view.getUint32(20), view.getUint32(33)];
  // checked by its Adler-32 there
  expect(inflateSync(picture.subarray(41, 41 + length)).length).toBe((width + 1) * height);
});
