/** Where a Chinese surname ends: compound surnames have two characters, all others one. */

const COMPOUND = new Set(
  (
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 " +
    "壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 第五 贺兰 完颜 哥舒 纳兰 范姜 张简 " +
    "歐陽 端木 司馬 東方 獨孤 南宮 萬俟 聞人 諸葛 尉遲 公羊 赫連 澹臺 宗政 濮陽 公孫 仲孫 鍾離 長孫 鮮于 閭丘 子車 顓孫 壤駟 樂正 穀梁 夾谷 軒轅 東郭 南門 東門 西門 賀蘭 完顏 納蘭 范姜 張簡"
  ).split(" "),
);

export const isHan = (char: string): boolean => /^\p{Script=Han}/u.test(char);

/** @param chars a whole name, split into graphemes. A name of two characters has a surname of one. */
export const surnameLength = (chars: readonly string[]): 1 | 2 =>
  chars.length > 2 && COMPOUND.has(`${chars[0] ?? ""}${chars[1] ?? ""}`) ? 2 : 1;
