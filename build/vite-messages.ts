/**
 * Serves `virtual:messages/<locale>/desk` and `…/screens`: the areas of one language, compiled, those that the
 * first screen needs apart from the rest. Bad or unequal catalogues stop
 * the build with every problem named; in watch mode a changed catalogue is read again.
 */
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import {
  catalogueFiles,
  compileCatalogues,
  isOfScreen,
  MESSAGE_LOCALES,
  readCatalogues,
} from "./message-catalogues.ts";

const PREFIX = "virtual:messages/";
const RESOLVED = `\0${PREFIX}`;
const FOLDER = fileURLToPath(new URL("../renderer/i18n/messages", import.meta.url));

/** @param folder of the catalogues; another one in tests */
export function messages(folder: string = FOLDER): Plugin {
  return {
    name: "reader-desk-messages",
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(RESOLVED)) return null;
      const [name, part] = id.slice(RESOLVED.length).split("/");
      const locale = MESSAGE_LOCALES.find((known) => known === name);
      if (locale === undefined || (part !== "desk" && part !== "screens"))
        return this.error(`no catalogue for ${id.slice(RESOLVED.length)}`);
      for (const file of MESSAGE_LOCALES.flatMap((each) => catalogueFiles(folder, each))) this.addWatchFile(file);
      const { texts, problems } = readCatalogues(folder);
      const compiled = compileCatalogues(texts);
      const all = [...problems, ...compiled.problems];
      if (all.length > 0) return this.error(`the message catalogues are wrong:\n  ${all.join("\n  ")}`);
      const served = Object.fromEntries(
        Object.entries(compiled.messages[locale]).filter(([key]) => isOfScreen(key) === (part === "screens")),
      );
      // parsing a string is faster than parsing the same object as code
      return `export const messages = JSON.parse(${JSON.stringify(JSON.stringify(served))});`;
    },
  };
}
