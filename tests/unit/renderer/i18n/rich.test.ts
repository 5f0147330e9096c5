import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { fillNodes } from "../../../../renderer/i18n/rich.ts";

describe("fillNodes", () => {
  it("puts elements where the sentence has their placeholder, in the translator's order", () => {
    const filled = fillNodes(
      { name: createElement("b", null, "张*"), what: createElement("i", null, "咨询") },
      ({ name, what }) => `${what}：${name}`,
    );
    expect(renderToStaticMarkup(filled)).toBe("<i>咨询</i>：<b>张*</b>");
  });

  it("leaves numbers as numbers, because a plural needs them", () => {
    const filled = fillNodes({ count: 3 }, ({ count }) => `${typeof count} ${count}`);
    expect(renderToStaticMarkup(filled)).toBe("number 3");
  });

  it("never reads text as markup", () => {
    const filled = fillNodes({ name: "<b>x</b>" }, ({ name }) => `${name}`);
    expect(renderToStaticMarkup(filled)).toBe("&lt;b&gt;x&lt;/b&gt;");
  });
});
