import { expect, test } from "vitest";
import { ownArguments } from "../../../electron/own-arguments.ts";

test.each([
  [
    "the program's folder and Chromium's switches are not ours",
    ["--no-sandbox", ".", "--data", "D1", "--demo"],
    ["--data", "D1", "--demo"],
  ],
  ["a value may look like a flag", ["--data", "--demo", "--demo"], ["--data", "--demo", "--demo"]],
  ["a value may be joined to its flag", ["--share=S", "--min-free=0", "x.rdpack"], ["--share=S", "--min-free=0"]],
  [
    "what a system adds is left out",
    ["-psn_0_1234", "--original-process-start-time=13", "--run=sync.now", "constructor", "--constructor"],
    [],
  ],
])("%s", (_name, words, own) => {
  expect(ownArguments(words)).toEqual(own);
});
