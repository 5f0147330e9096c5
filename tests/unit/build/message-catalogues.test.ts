import { describe, expect, it } from "vitest";
import { compileCatalogues } from "../../../build/message-catalogues.ts";

const same = (text: string) => ({ "zh-CN": { "a.b": text }, "zh-TW": { "a.b": text }, en: { "a.b": text } });

describe("compileCatalogues", () => {
  it("compiles a plural of every language", () => {
    const compiled = compileCatalogues(same("{count, plural, one {# row} other {# rows}}"));
    expect(compiled.problems).toEqual([]);
    expect(compiled.messages.en["a.b"]).toBeDefined();
  });

  it("names a message that does not compile", () => {
    expect(compileCatalogues(same("{count, plural, one {# row}")).problems[0]).toContain("a.b");
  });

  it("names a placeholder that one language lacks", () => {
    const problems = compileCatalogues({ ...same("{name}: {count}"), "zh-TW": { "a.b": "{name}" } }).problems;
    expect(problems).toEqual(["zh-TW: a.b has placeholders {name} where English has {count, name}"]);
  });

  it("looks for placeholders inside of plurals", () => {
    const problems = compileCatalogues({
      ...same("{count, plural, other {# of {total}}}"),
      "zh-CN": { "a.b": "{count, plural, other {#}}" },
    }).problems;
    expect(problems).toHaveLength(1);
  });

  it("names a message that one language lacks", () => {
    expect(compileCatalogues({ ...same("x"), "zh-CN": {} }).problems).toEqual(["zh-CN: a.b is missing"]);
  });
});
