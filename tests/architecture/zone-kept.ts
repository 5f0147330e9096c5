/**
 * What is asked inside a transaction or a live query is an async function itself: Dexie follows the answers that one
 * waits for, and of another loses some of those asked for side by side. Then the transaction ends too early, and the
 * query does not hear of a change of what it has read.
 */
import type { Source } from "./source-tree.ts";

const ASKS = /\b(?:useLiveQuery|liveQuery)(?:<[^()]*>)?\(|\.transaction\(/g;
/** The function, or, behind the tables, its name. */
const ASYNC = /^[^;]*?(?:\basync \(\)(?:: [^=;]+)? =>|(?<plain>(?<!async )\(\) =>)|, readAll\))/;

/** @returns `path:line` of each place */
export const lostZones = (sources: readonly Source[]): string[] =>
  sources
    .filter(({ path }) => path.startsWith("renderer/"))
    .flatMap(({ path, text }) =>
      [...text.matchAll(ASKS)]
        .filter(({ index }) => {
          const found = ASYNC.exec(text.slice(index));
          return found === null || found.groups?.plain !== undefined;
        })
        .map(({ index }) => `${path}:${text.slice(0, index).split("\n").length} asks in a function that is not async`),
    );
