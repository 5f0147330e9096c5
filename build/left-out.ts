/** What a stage of `npm test` leaves out: files that only a proof runs, and the half that is not drawn of those named. */
import { HALVED } from "./halved-files.ts";
import { ONLY_PROVED } from "./proof-suites.ts";

/**
 * For Vitest's `exclude`. Where nothing is drawn, as where a file is run by itself, no half is left out.
 * @param draw a whole number from 0 on, as READER_DESK_DRAW says it
 */
export function leftOut(
  stage: keyof typeof HALVED | "e2e",
  { prove, draw }: { readonly prove: boolean; readonly draw: string | undefined } = {
    prove: process.env.READER_DESK_PROVE === "1",
    draw: process.env.READER_DESK_DRAW,
  },
): string[] {
  if (prove) return [];
  if (stage === "e2e" || draw === undefined || draw === "") return [...ONLY_PROVED];
  return [...ONLY_PROVED, ...HALVED[stage].filter((_, place) => place % 2 !== Number(draw) % 2)];
}
