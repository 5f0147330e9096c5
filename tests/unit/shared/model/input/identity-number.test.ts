import { expect, test } from "vitest";
import { isIdentityNumber } from "../../../../../shared/model/input/identity-number.ts";

test("an identity number is told from a card number by its check character", () => {
  // the standard's own example: 7·1+9·1+10·0+5·1+8·0+4·5+2·1+1·9+6·4+3·9+7·1+9·2+10·3+5·1+8·0+4·0+2·2 = 167 = 15·11+2 →
  // X
  expect(isIdentityNumber("11010519491231002X")).toBe(true);
  expect(isIdentityNumber("11010519491231002x")).toBe(true);
  expect(isIdentityNumber("１１０１０５19491231002X")).toBe(true);
  expect(isIdentityNumber("110105194912310021")).toBe(false);
  expect(isIdentityNumber("20230100012345")).toBe(false);
});
