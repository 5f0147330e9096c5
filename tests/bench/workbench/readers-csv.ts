/** A table of invented readers, as a library system exports it: what the wizard maps without a click. */
import { commonName } from "#shared/demo/demo-names.ts";
import { MAINLAND_NAMES } from "#shared/demo/mainland/mainland-names.ts";
import { createDemoRandom } from "#shared/demo/random.ts";
import { addDays } from "#shared/kernel/day.ts";

const HEADER = "读者证号,姓名,性别,读者类型,单位,手机,电子邮箱,地址,出生日期,发证日期,失效日期";
const CATEGORIES = ["成人", "少儿", "老年", "学生", "教师"];
const UNITS = ["", "", "", "城东中学", "河西小学", "城东退休教师协会", "市第二人民医院"];
const SEED = 100_000;
/** Shares no factor with the number of cards, so that none comes twice and all digits differ. */
const CARD_STEP = 7_919_317;

/**
 * @param count rows below the header; the same count gives the same text
 * @param moved so many of them, spread over all, have another telephone number
 */
export function readersCsv(count: number, moved = 0): string {
  const random = createDemoRandom(SEED);
  const lines = [HEADER];
  const step = moved === 0 ? Number.POSITIVE_INFINITY : Math.floor(count / moved);
  for (let index = 0; index < count; index++) {
    const gender = random.chance(0.5) ? "female" : "male";
    const born = addDays("2018-06-01", -random.int(0, 28_000));
    const enrolled = addDays("2026-06-01", -random.int(0, 3650));
    lines.push(
      [
        `0021${String((4_178_853 + index * CARD_STEP) % 100_000_000).padStart(8, "0")}`,
        commonName(random, gender, MAINLAND_NAMES).name,
        gender === "female" ? "女" : "男",
        random.pick(CATEGORIES),
        random.pick(UNITS),
        `${index % step === 1 && index < moved * step ? 19 : 13}${String(random.int(0, 999_999_999)).padStart(9, "0")}`,
        random.chance(0.2) ? `reader${index}@example.com` : "",
        random.chance(0.5) ? `城东区解放路${random.int(1, 320)}号${random.int(1, 18)}栋` : "",
        born,
        enrolled,
        addDays(enrolled, 3650),
      ].join(","),
    );
  }
  return lines.join("\r\n");
}
