/**
 * Writes the sample library into a new database, through the writer like everything else, so that its
 * journal and its log are a real library's. Ctrl+Z does not reach it.
 */
import { generateDemo } from "#shared/demo/demo-library.ts";
import type { DemoPlace } from "#shared/demo/demo-place.ts";
import type { SaveFailure } from "#shared/host/save-failure.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { create } from "./write/changes.ts";
import { createChain } from "./write/command-chain.ts";
import type { Writer } from "./write/writer.ts";

export interface DemoFilled {
  /** Who is at the desk, and where. */
  readonly staff: string;
  readonly branch: string;
  /** The reader whose card shows everything. */
  readonly shownReader: string;
}

export interface DemoMoment {
  readonly today: string;
  readonly nowMs: number;
  readonly midnightOf: (day: string) => number;
}

const SEED = 20_261;

/**
 * @param onProgress records that the journal has, of all
 * @param place where it stands; without it, on the mainland
 */
export async function fillDemo(
  writer: Pick<Writer, "run" | "confirm">,
  moment: DemoMoment,
  onProgress: (done: number, total: number, isWaiting: boolean) => void,
  place?: DemoPlace,
): Promise<Result<DemoFilled, SaveFailure>> {
  const library = generateDemo({ seed: SEED, ...moment, ...(place && { place }) });
  const chain = createChain({
    writer,
    onProgress: (confirmed, isWaiting) => onProgress(confirmed, library.total, isWaiting),
    isCancelled: () => false,
  });
  for (const chunk of library.chunks) {
    const written = await writer.run(
      "library.demo",
      chunk.map(({ kind, id, values }) => create(kind, id, values)),
      { undoable: false, likelyNew: true },
    );
    if (!(await chain.add(written, chunk.length))) break;
  }
  await chain.end();
  if (chain.failure !== null) return err(chain.failure);
  return ok({ staff: library.staff, branch: library.branch, shownReader: library.shownReader });
}

/** The moment where this computer stands: its clock, its time zone. */
export function localMoment(nowMs: number): DemoMoment {
  const now = new Date(nowMs);
  const two = (value: number): string => String(value).padStart(2, "0");
  return {
    today: `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`,
    nowMs,
    midnightOf: (day) => new Date(`${day}T00:00:00`).getTime(),
  };
}
