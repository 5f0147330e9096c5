import { describe, expect, it } from "vitest";
import { parsePin, waitAfterWrong } from "#shared/model/colleagues/pin.ts";
import { isPin, makePin } from "../../../../renderer/acts/staff-pin.ts";

const random = (length: number): Uint8Array => new Uint8Array(length).map((_, place) => place + 1);

describe("a colleague's PIN", () => {
  it("has four to six digits, in full width too", () => {
    expect(["1234", "１２３４５６", " 00012 "].map(parsePin)).toEqual(["1234", "123456", "00012"]);
    expect(["123", "1234567", "12a4", "", "一二三四"].map(parsePin)).toEqual(Array(5).fill(undefined));
  });

  it("is known by what is derived from it, with a salt of its own, and by nothing else", async () => {
    const stored = await makePin("1234", random);
    expect(stored.salt).toBe("0102030405060708090a0b0c0d0e0f10");
    expect(JSON.stringify(stored)).not.toContain("1234");
    expect(await isPin("1234", stored)).toBe(true);
    expect(await isPin("1235", stored)).toBe(false);
    const other = await makePin("1234", (length) => random(length).reverse());
    expect(other.hash).not.toBe(stored.hash);
    // openssl kdf -keylen 32 -kdfopt digest:SHA256 -kdfopt pass:1234 -kdfopt hexsalt:0102… -kdfopt iter:100000 PBKDF2
    expect(stored.hash).toBe("cd711ef2c79a370b4b98dbc062f7e902688c3a4e805ede899f8b250a490a5c71");
  });

  it("of a damaged record is nobody's", async () => {
    expect(await isPin("1234", { salt: "zz", hash: "" })).toBe(false);
  });

  it("costs nothing for two slips, then twice as long each time, and a minute at most", () => {
    // 5 s, 10, 20, 40, then 80 would be more than a minute
    expect([1, 2, 3, 4, 5, 6, 7, 40].map(waitAfterWrong)).toEqual([0, 0, 5000, 10_000, 20_000, 40_000, 60_000, 60_000]);
  });
});
