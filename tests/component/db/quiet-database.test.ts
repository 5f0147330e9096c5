import { expect, it, vi } from "vitest";
import { openDatabase } from "../../../renderer/db/database.ts";

it("prints nothing of what failed, on the address where the desk's page stands too", async () => {
  expect(location.hostname).toMatch(/^(localhost|127\.0\.0\.1)$/);
  const opened = await openDatabase(crypto.randomUUID());
  if (!opened.ok) throw new Error("It must open.");
  const db = opened.value;
  const printed = vi.spyOn(console, "trace").mockReturnValue();
  // the runner's console lacks what a browser's has
  const followed = vi.fn(() => ({ run: <T>(go: () => T): T => go() }));
  Object.assign(console, { createTask: followed });
  await db.setting.add({ id: "twice" } as never);
  await expect(db.setting.add({ id: "twice" } as never)).rejects.toThrow();
  expect(printed).not.toHaveBeenCalled();
  expect(followed).not.toHaveBeenCalled();
  Reflect.deleteProperty(console, "createTask");
  await db.delete();
});
