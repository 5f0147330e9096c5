import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { groupCard, normalizeCard, parseIsbn } from "#shared/model/input/card-number.ts";

describe("card numbers and ISBNs", () => {
  test("full-width digits, spaces and control characters are put right, leading zeros stay", () => {
    expect(normalizeCard("\u0002００２１ ０４１７\r\n")).toBe("00210417");
  });

  test("only long plain numbers are grouped by four", () => {
    expect(groupCard("002104178853")).toBe("0021 0417 8853");
    expect(groupCard("B-1204778853")).toBe("B-1204778853");
    expect(groupCard("2024001")).toBe("2024001");
  });

  test("an ISBN is known by its check digit, with or without hyphens", () => {
    expect(parseIsbn("9787020002207")).toBe("9787020002207");
    expect(parseIsbn("ISBN 978-7-02-000220-7")).toBe("9787020002207");
    expect(parseIsbn("9787020002208")).toBeNull();
    expect(parseIsbn("7-02-000220-X")).toBe("9787020002207");
    expect(parseIsbn("002104178853")).toBeNull();
  });

  test("ten plain digits are a card, even where the check digit of an ISBN would fit", () => {
    expect(parseIsbn("0306406152")).toBeNull();
    expect(parseIsbn("0-306-40615-2")).toBe("9780306406157");
  });

  test("every 13-digit answer passes its own check", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{9}$/), (stem) => {
        const answer = parseIsbn(`978${stem}0`) ?? parseIsbn(`978${stem}5`);
        return answer === null || parseIsbn(answer) === answer;
      }),
    );
  });
});
