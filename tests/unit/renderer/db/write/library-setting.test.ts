import { expect, it } from "vitest";
import { settingValue } from "#shared/model/settings/setting-value.ts";
import { readSetting, setSetting } from "../../../../../renderer/db/write/library-setting.ts";
import { openDesk } from "../desk.ts";

it("says nothing once its first value was taken back, and comes again as the same record", async () => {
  const { db, writer } = await openDesk();
  const set = async (value: unknown): Promise<void> => {
    await (
      await writer.run("setting.test", setSetting(await readSetting(db, "setting-test"), "setting-test", "test", value))
    ).confirmed;
  };
  const value = async (): Promise<unknown> => settingValue(await readSetting(db, "setting-test"));
  expect(await value()).toBeUndefined();
  await set(["R"]);
  expect(await value()).toEqual(["R"]);
  await writer.undo();
  expect(await value()).toBeUndefined();
  await set(["D"]);
  expect(await value()).toEqual(["D"]);
  await set(["D", "T"]);
  await writer.undo();
  expect(await value()).toEqual(["D"]);
});
