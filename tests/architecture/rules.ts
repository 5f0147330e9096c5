/** The rules of the house, each from sources to sentences that name what breaks it; no sentence, no fault. */
import { basename, dirname } from "node:path/posix";
import { type AreaRule, IMPORT_TABLE } from "./import-table.ts";
import type { Source } from "./source-tree.ts";

const MOST_LINES = 400;

interface Place {
  /** The area's folder, with a feature's own name in it. */
  readonly folder: string;
  readonly rule: AreaRule;
}

/** The area that a path belongs to. */
function placeOf(path: string): Place | null {
  const fits = IMPORT_TABLE.flatMap((rule): Place[] => {
    const pattern = new RegExp(`^${rule.area.replace("*", "[^/]+")}(?=/)`);
    const folder = pattern.exec(path)?.[0];
    return folder === undefined ? [] : [{ folder, rule }];
  });
  return fits.sort((a, b) => b.folder.length - a.folder.length)[0] ?? null;
}

export function wrongImports(sources: readonly Source[]): string[] {
  return sources.flatMap(({ path, imports }) => {
    const place = placeOf(path);
    if (place === null) return [`${path} lies in no area`];
    return imports
      .filter(({ to, own }) => !(own ? mayReach(place, to) : mayUse(place, to)))
      .map(({ to }) => `${path} → ${to}: ${place.folder} may not`);
  });
}

function mayReach({ folder, rule }: Place, to: string): boolean {
  const there = placeOf(to);
  // the nearest area counts: electron's services stand on shared only, the rest of electron on them too
  if (there?.folder === folder) return true;
  if (rule.area === "electron") return to.startsWith("electron/services/") || to.startsWith("shared/");
  return rule.own.some((area) => to.startsWith(`${area}/`));
}

const mayUse = ({ rule }: Place, name: string): boolean => rule.packages.includes(name);

/** Of types too: files in a ring are one file in parts. */
export function importCycles(sources: readonly Source[]): string[] {
  const edges = new Map(
    sources.map(({ path, imports }) => [path, imports.filter(({ own }) => own).map(({ to }) => to)]),
  );
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at !== -1) cycles.push([...trail.slice(at), path].join(" → "));
    if (at !== -1 || done.has(path)) return;
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) visit(path, []);
  return cycles;
}

export const longFiles = (sources: readonly Source[]): string[] =>
  sources
    .map(({ path, text }) => ({ path, lines: text.split("\n").length - 1 }))
    .flatMap(({ path, lines }) => (lines > MOST_LINES ? [`${path} has ${lines} lines`] : []));

/** A name that is exported from two files is two things by one word. */
export function twinNames(sources: readonly Source[]): string[] {
  const files = new Map<string, string[]>();
  for (const { path, text } of sources)
    for (const name of new Set(
      [
        ...withoutComments(text).matchAll(
          /^export (?:declare |abstract )?(?:async )?(?:function\*?|const|let|class|interface|type|enum) (\w+)/gm,
        ),
      ].map(([, each]) => each ?? ""),
    ))
      files.set(name, [...(files.get(name) ?? []), path]);
  return [...files].flatMap(([name, paths]) =>
    paths.length > 1 ? [`${name} is exported by ${paths.join(" and ")}`] : [],
  );
}

/** The entry of each top folder. */
const ENTRIES = new Set(["main"]);

/** A file name that stands twice needs its folder's help to say its idea. */
export function twinFiles(sources: readonly Source[]): string[] {
  const files = new Map<string, string[]>();
  for (const { path } of sources) {
    const name = basename(path).replace(/\.\w+$/, "");
    if (!ENTRIES.has(name)) files.set(name, [...(files.get(name) ?? []), path]);
  }
  return [...files].flatMap(([name, paths]) => (paths.length > 1 ? [`${name} names ${paths.join(" and ")}`] : []));
}

/** Below it a file that one other needs is a part of that one, unless it comes later than it. */
const FEWEST_LINES = 15;
/** @param users all who may import a source, tests too: what a test takes by itself is no part */
export function fragments(sources: readonly Source[], users: readonly Source[]): string[] {
  const uses = new Map<string, { readonly from: string; readonly lazy?: true }[]>();
  for (const { path: from, imports } of users)
    for (const { to, lazy } of imports) uses.set(to, [...(uses.get(to) ?? []), { from, ...(lazy && { lazy }) }]);
  return sources.flatMap(({ path, text }) => {
    const [use, ...more] = uses.get(path) ?? [];
    const lines = text
      .replace(/^\s*\/\*\*[\s\S]*?\*\//, "")
      .split("\n")
      .filter((line) => line.trim() !== "").length;
    const isPart = use !== undefined && use.lazy === undefined && more.length === 0 && lines < FEWEST_LINES;
    return isPart ? [`${path} has ${lines} lines, for ${use.from} alone`] : [];
  });
}

/** In a folder itself, catalogues and styles apart. */
const MOST_FILES = 25;
export function fullFolders(sources: readonly Source[]): string[] {
  const counts = new Map<string, number>();
  for (const { path } of sources) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
  return [...counts].flatMap(([folder, count]) => (count > MOST_FILES ? [`${folder} has ${count} files`] : []));
}

/**
 * What `shared/` must be given instead. Lint forbids `Date.now` and `Math.random`; a new Date without a time is found
 * here.
 */
export const ownClocks = (sources: readonly Source[]): string[] =>
  sources.flatMap(({ path, text }) =>
    path.startsWith("shared/") && /\bnew Date\(\s*\)|\bDate\.now\b|\bMath\.random\b/.test(withoutComments(text))
      ? [`${path} reads a clock or dice of its own`]
      : [],
  );

/** The raw channels of Electron, in the files that guard them. */
const RAW_CHANNEL_FILES = new Set(["electron/ipc/gate.ts", "electron/preload.ts", "electron/windows/page-commands.ts"]);
export const rawChannels = (sources: readonly Source[]): string[] =>
  sources.flatMap(({ path, text }) =>
    /\bipc(Main|Renderer)\b/.test(withoutComments(text)) && !RAW_CHANNEL_FILES.has(path)
      ? [`${path} uses a raw channel`]
      : [],
  );

/**
 * Who may write past the acts: the acts themselves, a start that nobody watches yet, and the worker, which has a writer
 * of its own.
 */
const WRITES =
  /^renderer\/(?:acts|worker)\/|^renderer\/app\/boot\/boot[\w-]*\.ts$|^renderer\/db\/(?:write\/writer|fill-demo|erasing\/reapply-ledger)\.ts$/;
const WRITER_CALL =
  /\bwriter\b[\w\s.()]*\.\s*(?:run|undo|redo|undoCommand|undoBatch)\b|\bcreateWriter\(|\b(?:run|undo|redo|undoCommand|undoBatch)\b[^;}]*\}\s*=\s*(?:[\w.]+\.)?writer\b/;
export const writersBesideActs = (sources: readonly Source[]): string[] =>
  sources.flatMap(({ path, text }) =>
    path.startsWith("renderer/") && !WRITES.test(path) && WRITER_CALL.test(withoutComments(text))
      ? [`${path} writes past the acts`]
      : [],
  );

/**
 * Who may look at what a reader agreed to or refused, and why: `mayContact` alone decides whether somebody may be
 * contacted, so that no list can be made beside it.
 */
export const READS_CONSENT: Readonly<Record<string, string>> = {
  "shared/model/reader.ts": "declares them",
  "shared/model/consent/may-contact.ts": "decides",
  "shared/model/consent/contact-way.ts": "is asked by what decides",
  "shared/model/consent/channels-said.ts": "says the decisions at the desk",
  "shared/model/readers/reader-alerts.ts": "says at the desk what she wants",
  "shared/rules/rule.ts": "a fact that the decision has filled",
  "shared/rules/conditions.ts": "reads that fact",
  "renderer/worker/rules/rule-facts.ts": "fills that fact by the decision",
  "shared/import-export/own/own-words.ts": "names the columns",
  "shared/import-export/columns/column-names.ts": "names the columns",
  "shared/import-export/columns/targets.ts": "names the columns",
  "shared/demo/readers.ts": "makes the sample library",
  "shared/demo/outreaches.ts": "makes the sample library",
  "shared/analysis/interest-signs.ts": "asks what her loans may tell, and contacts nobody",
  "shared/analysis/segments/reader-columns.ts": "names what a segment may ask; who may be contacted is the decision",
  "renderer/worker/library-use/reader-facts.ts":
    "counts whom a working number is known of; what a segment may ask of what was said",
  "renderer/worker/library-use/packed-facts.ts": "holds that",
  "renderer/words/rule-words.ts": "says what a segment asks",
  "renderer/db/lists/contacts-due.ts": "masks the number of whom the decision has left in the list",
  "renderer/db/lists/reader-card-rows.ts": "asks for no decision where nothing was ever said",
  "renderer/features/outreach/files/list-file-changes.ts":
    "writes that a number or an address was wrong, or a refusal by text message",
  "renderer/features/outreach/calls/call-changes.ts": "writes that a number was wrong, and what she says",
  "renderer/features/readers/record/consents.tsx": "shows what she said",
  "renderer/features/readers/record/consent-dialog.tsx": "enters what she says",
  "renderer/features/readers/record/do-not-contact.tsx": "enters what she says",
  "renderer/features/readers/record/field-words.ts": "shows what she said",
  "renderer/features/readers/record/interests-section.tsx": "enters what her loans may tell",
};
const CONSENT_READ = /\b(?:consents|doNotContact|badContact|contactWay)\b/;
export const consentReaders = (sources: readonly Source[]): string[] =>
  sources.flatMap(({ path, text }) => (CONSENT_READ.test(withoutWords(text)) ? [path] : []));

export const decidersBesideConsent = (sources: readonly Source[]): string[] =>
  consentReaders(sources)
    .filter((path) => !Object.hasOwn(READS_CONSENT, path))
    .map((path) => `${path} decides by itself who may be contacted: ask mayContact`);

/** Listeners of a store's own, where Zustand may be used. */
export const handMadeStores = (sources: readonly Source[]): string[] =>
  sources.flatMap((source) => {
    const place = placeOf(source.path);
    const isOwn = /\bnew Set<\(.*?\) => (?:void|unknown)>/.test(withoutComments(source.text));
    return isOwn && place !== null && mayUse(place, "zustand") ? [`${source.path} keeps listeners of its own`] : [];
  });

/** Places where text would become markup or code. */
const SINK =
  /\b(innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write|DOMParser|createContextualFragment|eval)\b|new Function\(/;
export const markupSinks = (sources: readonly Source[]): string[] =>
  sources.flatMap(({ path, text }) =>
    path.startsWith("renderer/") && SINK.test(withoutComments(text)) ? [`${path} turns text into markup or code`] : [],
  );

/** Words that a person reads in an attribute; those between tags are Biome's to find. */
const NAMED_IN_PLACE =
  /\s(?:aria-(?:label|description|roledescription|valuetext)|title|alt|placeholder|label|hint)="[^"]*\p{L}/u;
export const untranslated = (sources: readonly Source[]): string[] =>
  sources.flatMap(({ path, text }) =>
    path.endsWith(".tsx") && NAMED_IN_PLACE.test(withoutComments(text))
      ? [`${path} names something in one language`]
      : [],
  );

/** Names of fields and messages in quotes read no record. */
const withoutWords = (text: string): string => withoutComments(text).replace(/"[^"\n]*"|^import [^;]*;/gm, "");

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");

/** What the page has loaded before somebody can scan a card. */
const STARTS = ["renderer/main.tsx", "renderer/app/app.tsx"];
/** The base of dialogs and menus, a third of the code; for its policy alone the app itself may ask it. */
const HEAVY = "@base-ui/react";

export function heavyStarts(sources: readonly Source[]): string[] {
  const loads = new Map(
    sources.map(({ path, imports }) => [path, imports.filter(({ lazy, typeOnly }) => !(lazy || typeOnly))]),
  );
  const reached = new Set(STARTS);
  for (const path of reached) for (const { to, own } of loads.get(path) ?? []) if (own) reached.add(to);
  return [...reached]
    .filter((path) => !STARTS.includes(path) && loads.get(path)?.some(({ to }) => to === HEAVY))
    .map((path) => `${path} brings ${HEAVY} before the scan box`);
}
