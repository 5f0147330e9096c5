/** One term for one thing, as a librarian says it: words that the catalogues have given up do not come back. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const GIVEN_UP: Readonly<Record<string, readonly RegExp[]>> = {
  "zh-CN": [
    /必须看到|未了的|专人|^等谁$|待送|丢了东西|加入码单|缘由|疏密|明暗|打码|照上面|由人/,
    /纸件|注意力账|不到一半|二八实测|月度封存|馆长一页|没有要决定的|适用的规则|用这个(文件夹|值|：|$)/,
    /还原旧值|证失效|证将到期|证快到期|没有姓名$|未写姓名|未留姓名|办好|已办完|未定$|不指定|联系授权|停下|存稳/,
    /^没有保存|没有存下|没有数成|没有算(成|出来)|没有看成/,
  ],
  "zh-TW": [
    /臺|投訴|表揚|電郵|簽到|命令|首問|專人|同事|更動|異動|改動|更改|查找|列表|示範|任務|復原還原/,
    /[一這每]筆記錄|的記錄|還沒有記錄|診斷記錄|利用記錄|必須看到|加入碼單|停下|封存(後|時|的)/,
  ],
  en: [
    /Must be seen|Not told|Nobody yet|[Dd]ry run|[Pp]articulars|\bmend|[Tt]ak(e|en|ing) back|Lapsed|95 %|\w'\w/,
    /(next|last) exchange/,
  ],
};
/** Keys are sealed by a keychain, which is no month’s report. */
const EXCEPT = /^boot\.keys-away/;

const folder = new URL("../../../../renderer/i18n/messages/", import.meta.url);

describe.each(Object.keys(GIVEN_UP))("the words of %s", (locale) => {
  it("use none of those that were given up", () => {
    const found = readdirSync(new URL(`${locale}/`, folder)).flatMap((file) => {
      const messages: Readonly<Record<string, string>> = JSON.parse(
        readFileSync(new URL(`${locale}/${file}`, folder), "utf8"),
      );
      return Object.entries(messages).flatMap(([id, text]) =>
        !EXCEPT.test(id) && GIVEN_UP[locale]?.some((term) => term.test(text)) ? [`${id}: ${text}`] : [],
      );
    });
    expect(found).toEqual([]);
  });
});
