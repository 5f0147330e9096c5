import { describe, expect, it } from "vitest";
import { createImportFlow, type FlowDeps, type Imports } from "../../../../../renderer/features/import/import-flow.ts";
import { createImportStore } from "../../../../../renderer/features/import/import-store.ts";
import { ok } from "../../../../../shared/kernel/result.ts";

/** The worker's imports, answering when the test says and in the order that it says. */
function lateImports() {
  const asked: { readonly call: string; readonly answer: (answer: unknown) => void }[] = [];
  const imports = new Proxy(
    {},
    { get: (_, call) => () => new Promise((answer) => asked.push({ call: String(call), answer })) },
  ) as Imports; // only what a test calls is there
  const store = createImportStore();
  const flow = createImportFlow({
    store,
    imports,
    backups: {} as FlowDeps["backups"],
    clock: { now: () => 1 },
    clear: () => undefined,
    purge: async () => true,
  }); // no test writes
  const answer = async (which: number, value: unknown): Promise<void> => {
    asked[which]?.answer(value);
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { store, flow, asked, answer };
}

const preview = (name: string) =>
  ok({ name, rows: 3, mapping: { columns: [{ field: name }] }, rules: {}, useMapping: { columns: [] }, useRules: {} });
const counts = (fresh: number) => ({ new: fresh, update: 0, duplicate: 0, error: 0, same: 0, kept: 0 });

describe("an import whose answers come late", () => {
  it("shows the file that was chosen last, whichever is read first", async () => {
    const { store, flow, answer } = lateImports();
    void flow.open(new File([], "a.csv"));
    void flow.open(new File([], "b.csv"));
    await answer(1, preview("b"));
    await answer(0, preview("a"));
    expect(store.getState()).toMatchObject({
      preview: { name: "b" },
      mapping: { columns: [{ field: "b" }] },
      job: null,
    });
  });

  it("calls nothing checked whose mapping has changed since it was asked", async () => {
    const { store, flow, answer } = lateImports();
    void flow.open(new File([], "a.csv"));
    await answer(0, preview("a"));
    void flow.check();
    flow.setMapping({ columns: [] });
    expect(store.getState().job).toBeNull();
    await answer(1, ok(counts(3)));
    expect(store.getState()).toMatchObject({ checked: false, counts: null });
  });

  it("makes room for the next file once a result was seen, and keeps the result until that is opened", async () => {
    const { store, flow, answer } = lateImports();
    void flow.open(new File([], "a.csv"));
    await answer(0, preview("a"));
    flow.setAside();
    expect(store.getState()).toMatchObject({ step: "file", preview: { name: "a" } });
    const outcome = { report: { importId: "a" }, failure: null };
    store.setState({ step: "result", outcome: outcome as never }); // as writing leaves it
    flow.setAside();
    expect(store.getState()).toMatchObject({ step: "file", preview: null, outcome });
    flow.goTo("result");
    expect(store.getState()).toMatchObject({ step: "result", outcome });
    void flow.open(new File([], "b.csv"));
    expect(store.getState()).toMatchObject({ step: "file", outcome: null });
  });

  it("keeps what was found in sight while everything is checked again", async () => {
    const { store, flow, answer } = lateImports();
    void flow.open(new File([], "a.csv"));
    await answer(0, preview("a"));
    void flow.check();
    await answer(1, ok({ ...counts(3), error: 2 }));
    flow.showBucket("error");
    void flow.fixAlike(0, "VIP", "vip");
    expect(store.getState()).toMatchObject({ checked: false, counts: { new: 3, error: 2 }, bucket: "error" });
    await answer(2, ok({ ...counts(4), error: 1 }));
    expect(store.getState()).toMatchObject({ checked: true, counts: { new: 4, error: 1 }, bucket: "error" });
  });

  it("keeps the counts of the last decision when the one before it answers last", async () => {
    const { store, flow, answer } = lateImports();
    void flow.decide([1], "skip");
    void flow.decide([1, 2], "skip");
    await answer(1, counts(1));
    await answer(0, counts(2));
    expect(store.getState().counts).toEqual(counts(1));
  });

  it("stays at the start when somebody has begun anew meanwhile", async () => {
    const { store, flow, answer } = lateImports();
    void flow.open(new File([], "a.csv"));
    flow.startAgain();
    await answer(0, preview("a"));
    expect(store.getState()).toMatchObject({ preview: null, step: "file" });
  });
});
