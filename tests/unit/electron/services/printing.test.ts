import { expect, test } from "vitest";
import { createPrinting, type PdfPrinter } from "../../../../electron/services/print/printing.ts";
import { err, ok } from "../../../../shared/kernel/result.ts";

const sheet = { width: 210, height: 297, title: "信", pages: [{ language: "zh-CN" as const, lines: [], bars: [] }] };

/** Prints when it is told to, or fails when it is closed, as a browser does. */
function createPaper() {
  const closed: number[] = [];
  let opened = 0;
  let finish = (): void => undefined;
  const open = async () => {
    opened += 1;
    const no = opened;
    let fail = (_error: Error): void => undefined;
    const printer: PdfPrinter = {
      print: () =>
        new Promise((resolve, reject) => {
          finish = () => resolve(new Uint8Array([no]));
          fail = reject;
        }),
      close: async () => {
        closed.push(no);
        fail(new Error("the browser has ended"));
      },
    };
    return ok(printer);
  };
  return { open, closed, finish: () => finish(), opened: () => opened };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("all files of a run come from one printer, which goes with the run", async () => {
  const paper = createPaper();
  const { calls } = createPrinting(paper.open);
  for (const _ of [1, 2]) {
    const printed = calls["print.pdf"]({ job: "a", sheet });
    await turn();
    paper.finish();
    expect(await printed).toEqual(ok({ bytes: new Uint8Array([1]) }));
  }
  await calls["print.end"]({ job: "another" });
  expect(paper.closed).toEqual([]);
  await calls["print.end"]({ job: "a" });
  expect(paper.closed).toEqual([1]);
});

test("a run that is given up ends at once, and says so", async () => {
  const paper = createPaper();
  const { calls } = createPrinting(paper.open);
  const printed = calls["print.pdf"]({ job: "a", sheet });
  await turn();
  await calls["print.end"]({ job: "a" });
  expect(await printed).toEqual(err({ tag: "cancelled" }));
  expect(paper.closed).toEqual([1]);
});

test("a new run ends the one before, and the end of the host the last", async () => {
  const paper = createPaper();
  const { calls, close } = createPrinting(paper.open);
  const first = calls["print.pdf"]({ job: "a", sheet });
  await turn();
  const second = calls["print.pdf"]({ job: "b", sheet });
  expect(await first).toEqual(err({ tag: "cancelled" }));
  await turn();
  await close();
  expect(await second).toEqual(err({ tag: "cancelled" }));
  expect(paper.closed).toEqual([1, 2]);
});

test("says why there is none, and a printer that broke off is opened anew", async () => {
  const none = createPrinting(async () => err({ tag: "no-browser" }));
  expect(await none.calls["print.pdf"]({ job: "a", sheet })).toEqual(err({ tag: "no-browser" }));
  const bug = createPrinting(() => Promise.reject(new Error("spawn")));
  expect(await bug.calls["print.pdf"]({ job: "a", sheet })).toEqual(err({ tag: "not-made", reason: "spawn" }));
  let opened = 0;
  const broken = createPrinting(async () => {
    opened += 1;
    return ok({ print: () => Promise.reject(new Error("crashed")), close: async () => undefined });
  });
  for (const times of [1, 2]) {
    expect(await broken.calls["print.pdf"]({ job: "a", sheet })).toEqual(err({ tag: "not-made", reason: "crashed" }));
    expect(opened).toBe(times);
  }
});

test("one that is given up and begun again at once waits until the first printer has let go of its place", async () => {
  const [happened, go]: [string[], (() => void)[]] = [[], []];
  const { calls, close } = createPrinting(async () => {
    happened.push("open");
    return ok({
      print: async () => new Uint8Array([1]),
      close: () => new Promise<void>((resolve) => go.push(() => resolve(void happened.push("closed")))),
    });
  });
  await calls["print.pdf"]({ job: "a", sheet });
  const [givenUp, again] = [calls["print.end"]({ job: "a" }), calls["print.pdf"]({ job: "b", sheet })];
  // a second file of the run, asked for before there is a printer, gets the same one
  const more = calls["print.pdf"]({ job: "b", sheet });
  await turn();
  expect(happened).toEqual(["open"]);
  go.shift()?.();
  await Promise.all([givenUp, again, more]);
  expect(happened).toEqual(["open", "closed", "open"]);
  // the host waits for whoever is still on the way out
  const [left, over] = [calls["print.end"]({ job: "b" }), close()];
  void over.then(() => happened.push("over"));
  await turn();
  expect(happened).not.toContain("over");
  go.shift()?.();
  await Promise.all([left, over]);
  expect(happened).toEqual(["open", "closed", "open", "closed", "over"]);
});
