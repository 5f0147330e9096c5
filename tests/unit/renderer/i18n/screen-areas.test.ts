import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { isOfScreen, readCatalogues, SCREEN_AREAS } from "../../../../build/message-catalogues.ts";
import { createI18n, startI18n } from "../../../../renderer/i18n/i18n.ts";

const RENDERER = fileURLToPath(new URL("../../../../renderer", import.meta.url));
const { texts } = readCatalogues(join(RENDERER, "i18n", "messages"));

/** Speaks only when one of those screens has asked it. */
const ASKED_BY_SCREENS = join("app", "counter-bridge.tsx");
/** Areas that are not named as their folder: the exchange also speaks in the frame, its centre does not. */
const FOLDERS: Readonly<Record<string, string>> = {
  calendar: "settings",
  care: "readers",
  calls: "outreach",
  centre: "sync",
  diagnostics: "settings",
  duplicates: "readers",
  figures: "statistics",
  keep: "statistics",
  lists: "import",
  notices: "sync",
  "out-files": "outreach",
  result: "outreach",
  segments: "readers",
  sheets: "desk",
  waiting: "desk",
};

/** Call a setting what its own screen calls it, and its record where that screen's words have not come yet. */
const SETTING_WORDS = [join("words", "setting-words.ts"), join("words", "setting-name.ts")];

/** A screen itself, which names what stands on the others: those words come with its own. */
const NAMES_THE_SCREENS = join("features", "guide", "guide-tasks.ts");

/** Several screens speak it; that the frame does not, the next test shows. */
const OF_SEVERAL = [
  ...["batch.", "life.", "conditions.", "rules.", "classes.", "words."],
  // what a number of the statistics is called, and why a reader stands behind it: the list of readers says it too
  ...["figures.", "keep.", "statistics.figure-", "statistics.group-"],
  // a rule may begin a journey
  "outreach.goal-",
];

const screenIds = (path: string): readonly string[] => {
  const found = [
    ...readFileSync(join(RENDERER, path), "utf8").matchAll(/"([a-z-]+\.[\w.-]+)"|`([a-z-]+\.[\w.-]*)\$\{/g),
  ];
  const ids = found.flatMap(([, whole, begun]) =>
    whole === undefined ? (begun ?? []) : whole in texts.en ? whole : [],
  );
  return path === ASKED_BY_SCREENS || SETTING_WORDS.includes(path) ? [] : ids.filter(isOfScreen);
};

it("nothing but the screen itself speaks its sentences, because the desk starts without them", () => {
  const strangers = readdirSync(RENDERER, { recursive: true, encoding: "utf8" })
    // the worker speaks to nobody
    .filter((path) => /\.tsx?$/.test(path) && !path.startsWith(`worker${sep}`))
    .filter((path) => path !== NAMES_THE_SCREENS)
    .flatMap((path) => {
      const own = path.endsWith("-command-list.ts")
        ? []
        : SCREEN_AREAS.filter((area) => path.startsWith(join("features", FOLDERS[area] ?? area) + sep));
      return screenIds(path)
        .filter(
          (id) => !OF_SEVERAL.some((area) => id.startsWith(area)) && !own.some((area) => id.startsWith(`${area}.`)),
        )
        .map((id) => `${path}: ${id}`);
    });
  expect(strangers).toEqual([]);
});

/** Whatever comes with the frame: all that is imported, but not on demand, from the two beginnings of the page. */
function modulesOfTheFrame(): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = ["main.tsx", join("app", "app.tsx")];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const imports = readFileSync(join(RENDERER, path), "utf8").matchAll(
      /^(?:import|export) (?!type )[^;]*?from "(\.[^"]+\.tsx?)";$/gms,
    );
    for (const [, from = ""] of imports) open.push(join(dirname(path), from));
  }
  return seen;
}

it("nothing that comes with the frame speaks a sentence of a screen", () => {
  const frame = modulesOfTheFrame();
  expect(frame.has(join("features", "sync", "run", "sync-status.tsx"))).toBe(true);
  expect(frame.has(join("features", "desk", "today-list", "today-screen.tsx"))).toBe(true);
  expect(frame.has(join("features", "sync", "sync-screen.tsx"))).toBe(false);
  expect([...frame].flatMap((path) => screenIds(path).map((id) => `${path}: ${id}`))).toEqual([]);
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
