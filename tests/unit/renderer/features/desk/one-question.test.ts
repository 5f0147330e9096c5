import { describe, expect, it } from "vitest";
import { oneQuestion } from "../../../../../renderer/features/desk/scan/one-question.ts";

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
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { one, asked, told, answer, answers };
}

describe("questions while one is being answered", () => {
  it("give way to the last, whose answer alone is told", async () => {
    const { one, asked, told, answer } = asker();
    for (const text of ["0", "00", "002", "0021"]) one.ask(text);
    expect(asked).toEqual(["0"]);
    await answer();
    expect([asked, told]).toEqual([["0", "0021"], []]);
    await answer();
    expect(told).toEqual(["to 0021"]);
  });

  it("are neither asked nor told once they are dropped", async () => {
    const { one, asked, told, answer } = asker();
    one.ask("0");
    one.ask("00");
    one.drop();
    await answer();
    expect([asked, told]).toEqual([["0"], []]);
    one.ask("1");
    await answer();
    expect(told).toEqual(["to 1"]);
  });

  it("are asked after one that failed, whether they waited for it or come later", async () => {
    const { one, asked, told, answer, answers } = asker();
    const unheard = new Promise<unknown>((resolve) => process.once("unhandledRejection", resolve));
    one.ask("a");
    one.ask("b");
    answers.shift()?.reject(new Error("the worker is gone"));
    expect(await unheard).toEqual(new Error("the worker is gone"));
    await answer();
    one.ask("c");
    await answer();
    expect([asked, told]).toEqual([
      ["a", "b", "c"],
      ["to b", "to c"],
    ]);
  });
});
