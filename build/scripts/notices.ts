/**
 * Writes build/THIRD-PARTY-NOTICES.md: every package that ends in the product, with its licence and the text
 * it asks us to carry. Taken from node_modules alone, in one order, so that two runs give one file.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
}
export interface Notice {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly texts: readonly string[];
}

const TEXT_NAME = /^(licen[cs]e|copying|notice)([.-].*)?$/iu;

// package.json is npm's own format; what we read of it is checked by the reader below.
const readManifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;

/** Node's rule: the nearest node_modules upwards. */
function folderOf(name: string, from: string, root: string): string | null {
  for (let at = from; ; at = dirname(at)) {
    const candidate = join(at, "node_modules", name);
    if (existsSync(join(candidate, "package.json"))) return candidate;
    if (at === root || at === dirname(at)) return null;
  }
}

function noticeOf(folder: string, { name, version, license }: Manifest): Notice {
  const files = readdirSync(folder).filter((file) => TEXT_NAME.test(file));
  const texts = files.sort().map((file) => readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim());
  return { name, version, license: typeof license === "string" ? license : "see text", texts };
}

/** All production packages of the project in `root`, sorted by name and version. */
export function collectNotices(root: string): Notice[] {
  const found = new Map<string, Notice>();
  const visit = (folder: string): void => {
    for (const name of Object.keys(readManifest(folder).dependencies ?? {})) {
      const at = folderOf(name, folder, root);
      // Optional for another platform, or bundled under another name: npm would have failed otherwise.
      if (at === null || found.has(at)) continue;
      found.set(at, noticeOf(at, readManifest(at)));
      visit(at);
    }
  };
  visit(root);
  const key = (notice: Notice): string => `${notice.name}@${notice.version}`;
  const unique = new Map([...found.values()].map((notice) => [key(notice), notice]));
  return [...unique.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

export function formatNotices(notices: readonly Notice[]): string {
  const sections = notices.map(({ name, version, license, texts }) => {
    const body = texts.map((text) => `\n\`\`\`text\n${text.replaceAll("```", "'''")}\n\`\`\`\n`).join("");
    return `## ${name} ${version}\n\nLicence: ${license}\n${body}`;
  });
  return `# Third-party notices\n\nReader Desk contains these ${notices.length} packages. Made by \`build/scripts/notices.ts\`; Electron carries its own\nnotices beside its binary.\n\n${sections.join("\n")}`;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(join(root, "build", "THIRD-PARTY-NOTICES.md"), formatNotices(collectNotices(root.replace(/\/$/u, ""))));
