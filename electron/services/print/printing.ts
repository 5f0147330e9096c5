/**
 * Answers the calls by which a page has letters and labels made as PDF: one run at a time, one printer for all files of
 * a run. What prints is the shell's own.
 */
import type { Handlers } from "#shared/host/contract.ts";
import type { PdfFault } from "#shared/host/print-calls.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { sheetHtml } from "#shared/outreach/paper/sheet-html.ts";

export interface PdfPrinter {
  /** Rejects where it fails, or was closed meanwhile. */
  print(html: string): Promise<Uint8Array<ArrayBuffer>>;
  /** Leaves nothing behind. */
  close(): Promise<void>;
}

export interface Printing {
  readonly calls: Pick<Handlers, "print.pdf" | "print.end">;
  readonly close: () => Promise<void>;
}

/** A page that was closed in the middle of a run asks for nothing more. */
const IDLE_MS = 60_000;

interface Run {
  readonly job: string;
  readonly printer: Promise<Result<PdfPrinter, PdfFault>>;
  idle: NodeJS.Timeout | undefined;
  isEnded: boolean;
}

export const notMade = (error: unknown): Result<never, PdfFault> =>
  err({ tag: "not-made", reason: error instanceof Error ? error.message : String(error) });

export function createPrinting(open: () => Promise<Result<PdfPrinter, PdfFault>>): Printing {
  let current: Run | null = null;
  /** Until the last printer has gone: two of them in one place would end each other. */
  let emptied: Promise<unknown> = Promise.resolve();

  const close = async (opened: Run["printer"]): Promise<void> => {
    const printer = await opened;
    if (printer.ok) await printer.value.close();
  };
  const end = async (run: Run | null): Promise<void> => {
    if (run === null || run.isEnded) return;
    run.isEnded = true;
    clearTimeout(run.idle);
    if (current === run) current = null;
    // what cannot go now does at the next start
    emptied = close(run.printer).catch(() => undefined);
    await emptied;
  };
  const runOf = (job: string): Run => {
    if (current?.job === job) return current;
    void end(current);
    const printer = emptied.then(open).catch(notMade);
    current = { job, printer, idle: undefined, isEnded: false };
    return current;
  };

  return {
    calls: {
      "print.pdf": async ({ job, sheet }) => {
        const run = runOf(job);
        clearTimeout(run.idle);
        try {
          const printer = await run.printer;
          if (!printer.ok) {
            await end(run);
            return printer;
          }
          const bytes = await printer.value.print(sheetHtml(sheet));
          clearTimeout(run.idle);
          if (!run.isEnded) run.idle = setTimeout(() => void end(run), IDLE_MS).unref();
          return ok({ bytes });
        } catch (error) {
          if (run.isEnded) return err({ tag: "cancelled" });
          await end(run);
          return notMade(error);
        }
      },
      "print.end": async ({ job }) => {
        if (current?.job === job) await end(current);
        return ok(null);
      },
    },
    close: async () => {
      await end(current);
      await emptied;
    },
  };
}
