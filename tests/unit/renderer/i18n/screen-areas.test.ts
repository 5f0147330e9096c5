import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { isOfScreen, readCatalogues, SCREEN_AREAS } from "../../../../build/message-catalogues.ts";
import { createI18n, startI18n } from "../../../../renderer/i18n/i18n.ts";

const RENDERER = fileURLToPath(new URL("../../../../renderer", import.meta.url));
const { texts } = readCatalogues(join(RENDERER, "i18n", "messages"));

/** Speaks only when one of those screens has asked it. */
const ASKED_BY_SCREENS = join("app", "counter-bridge.tsx");

it("nothing but the screen itself speaks its sentences, because the desk starts without them", () => {
  const strangers = readdirSync(RENDERER, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path) && path !== ASKED_BY_SCREENS)
    .flatMap((path) => {
      const own = path.endsWith("-command-list.ts") ? undefined : SCREEN_AREAS.find((area) => path.startsWith(join("features", area) + sep));
      const ids = [...readFileSync(join(RENDERER, path), "utf8").matchAll(/"([a-z-]+\.[\w.-]+)"/g)].map(([, id = ""]) => id);
      return ids.filter((id) => id in texts.en && isOfScreen(id) && !id.startsWith(`${own}.`)).map((id) => `${path}: ${id}`);
    });
  expect(strangers).toEqual([]);
});

it("the start has the desk's sentences, and the screens' once they were asked for", async () => {
  const started = await startI18n("en");
  expect(started.t("frame.module-desk")).toBe("Desk");
  expect(started.t("settings.title")).toBe("settings.title");
  await started.screens();
  expect(started.t("settings.title")).toBe(texts.en["settings.title"]);
  expect(started.screens()).toBeNull();
  expect((await createI18n("en")).screens()).toBeNull();
});
