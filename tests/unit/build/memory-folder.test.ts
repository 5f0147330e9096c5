/** When tests make their folders in memory. */
import { expect, test } from "vitest";
import { folderInMemory, isForTests } from "../../../build/memory-folder.ts";

const ROOM = 2 ** 32;
const mounts = (flags: string, type = "tmpfs"): string =>
  `/dev/vda / ext4 rw,relatime 0 0\n${type} /dev/shm ${type} ${flags} 0 0\n`;

test("a proof, and whoever has chosen a temporary folder, stays on the disk", () => {
  expect(folderInMemory({ READER_DESK_PROVE: "1" })).toEqual({});
  expect(folderInMemory({ TMPDIR: "/var/tmp" })).toEqual({});
});

test("memory takes them where there is room and programs may start", () => {
  expect(isForTests(mounts("rw,nosuid,nodev"), ROOM)).toBe(true);
  expect(isForTests(mounts("rw,nosuid,nodev,noexec"), ROOM)).toBe(false);
  expect(isForTests(mounts("rw", "ext4"), ROOM)).toBe(false);
  expect(isForTests(mounts("rw"), 64 * 2 ** 20)).toBe(false);
  expect(isForTests("/dev/vda / ext4 rw,relatime 0 0\n", ROOM)).toBe(false);
});
