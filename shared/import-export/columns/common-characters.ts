/**
 * The characters that Chinese library files are made of: frequent ones of ordinary text in both scripts,
 * surnames, and the words of column headers. Text in the right encoding is full of them; text in a wrong
 * one is not (腹﹎ for 卡號).
 */
const SHARED =
  "的一是不了在人有我他个們中到大上下和地出也可子以要生年日月天小里自心然主方本家成文同学好三多十二四五六七八九面公全部前手知事者看法行高工作力女男水北京南西市区路街道巷弄里村镇乡省州江河海山城东中心楼号室座栋单元园花新安和平建民华明光正文清林玉金秀英" +
  "王李周黄徐孙胡朱高林何郭罗梁宋唐邓韩冯曹彭曾肖田董袁潘于余杜程魏苏吕丁任沈姚傅姜崔谭陆汪范石金戴夏韦付方白邹孟熊秦邱江尹薛侯雷段龙史陶贺顾毛郝邵万钱严覃武莫孔向汤伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂红梅国志文建华俊佳雨欣子浩宇涵思怡梓轩";
const SIMPLIFIED =
  "证读馆书级别类型电话邮箱单位职务备注期办开户状态页码分馆代码图拼音身份号学校院系专业班毕业实验应用计算机软件语经济数历史艺术术体陈张刘杨赵吴郑马谢许邓叶苏钟卢贾闫龚孙邹万钱严赖韩冯顾汤黎贺龙龄岁为这来说们时会过对后发没从还进动种样间无长问头现实当开东见带业应话给让结总与义两员线电门关";
const TRADITIONAL =
  "證讀館書級別類型電話郵箱單位職務備註期辦開戶狀態頁碼圖拼音身分號學校院系專業班畢業實驗應用計算機軟體語經濟數歷史藝術體陳張劉楊趙吳鄭馬謝許鄧葉蘇鍾盧賈閻龔孫鄒萬錢嚴賴韓馮顧湯黎賀龍齡歲為這來說們時會過對後發沒從還進動種樣間無長問頭現實當開東見帶業應話給讓結總與義兩員線門關借閱證行動電子信箱縣區鄉鎮臺灣";

const COMMON = new Set([...SHARED, ...SIMPLIFIED, ...TRADITIONAL]);

/** Share of the characters beyond ASCII that are common ones; 1 for a text without any. */
export function commonShare(text: string): number {
  let common = 0;
  let all = 0;
  for (const char of text) {
    if ((char.codePointAt(0) ?? 0) < 0x80) continue;
    all++;
    if (COMMON.has(char) || PUNCTUATION.has(char)) common++;
  }
  return all === 0 ? 1 : common / all;
}

const PUNCTUATION = new Set("，。：；（）、·《》“”　－０１２３４５６７８９");
