import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { oneQuestion, PAUSE_MS } from "../../../../../renderer/ui/hooks/one-question.ts";

beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => vi.useRealTimers());

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

function asker() {
  const asked: string[] = [];
  const told: string[] = [];
  const answers: { readonly resolve: (answer: string) => void; readonly reject: (error: Error) => void }[] = [];
  const one = oneQuestion(
    (text) => {
      asked.push(text);
      return new Promise<string>((resolve, reject) => answers.push({ resolve, reject }));
    },
    (answer) => told.push(answer),
  );
  const answer = async (): Promise<void> => {
    answers.shift()?.resolve(`to ${asked.at(-1) ?? ""}`);
    await pass(0);
  };
  /** Asks and waits out the pause, as a person types. */
  const type = async (text: string): Promise<void> => {
    one.ask(text);
    await pass(PAUSE_MS);
  };
  return { one, asked, told, answer, answers, type };
}

describe("questions", () => {
  it("are not asked of the parts of a scan, however long it is, and not at all where its end drops them", async () => {
    const { one, asked } = asker();
    for (const text of ["0", "00", "002", "0021", "00214"]) {
      one.ask(text);
      await pass(PAUSE_MS - 1);
    }
    one.drop();
    await pass(1000);
    expect(asked).toEqual([]);
  });

  it("are asked at each key of a person", async () => {
    const { asked, told, answer, type } = asker();
    for (const text of ["w", "wa", "wan"]) {
      await type(text);
      await answer();
    }
    expect([asked, told]).toEqual([
      ["w", "wa", "wan"],
      ["to w", "to wa", "to wan"],
    ]);
  });
});

describe("questions while one is being answered", () => {
  it("give way to the last, whose answer alone is told", async () => {
    const { asked, told, answer, type } = asker();
    for (const text of ["0", "00", "002", "0021"]) await type(text);
    expect(asked).toEqual(["0"]);
    await answer();
    expect([asked, told]).toEqual([["0", "0021"], []]);
    await answer();
    expect(told).toEqual(["to 0021"]);
  });

  it("are neither asked nor told once they are dropped", async () => {
    const { one, asked, told, answer, type } = asker();
    await type("0");
    await type("00");
    one.drop();
    await answer();
    expect([asked, told]).toEqual([["0"], []]);
    await type("1");
    await answer();
    expect(told).toEqual(["to 1"]);
  });

  it("are asked after one that failed, whether they waited for it or come later", async () => {
    const { asked, told, answer, answers, type } = asker();
    const unheard = new Promise<unknown>((resolve) => process.once("unhandledRejection", resolve));
    await type("a");
    await type("b");
    answers.shift()?.reject(new Error("the worker is gone"));
    expect(await unheard).toEqual(new Error("the worker is gone"));
    await answer();
    await type("c");
    await answer();
    expect([asked, told]).toEqual([
      ["a", "b", "c"],
      ["to b", "to c"],
    ]);
  });
});
