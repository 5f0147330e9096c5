/** Names of invented people in Taiwan. */
import { type DemoNames, weightedWords, words } from "../demo-names.ts";

/** In bearers of ten thousand, roughly. */
const SURNAMES = weightedWords(
  "陳 1110 林 830 黃 600 張 530 李 510 王 410 吳 400 劉 320 蔡 290 楊 270 許 230 鄭 190 謝 180 洪 150 郭 150 邱 145 曾 145 廖 140 賴 135 徐 135 周 125 葉 120 蘇 120 莊 100 呂 95 江 90 何 90 " +
    "蕭 85 羅 85 高 80 潘 75 簡 75 朱 72 鍾 70 游 65 彭 65 詹 62 胡 60 施 60 沈 58 余 55 盧 54 梁 50 趙 50 顏 48 柯 48 翁 46 魏 45 孫 44 戴 43 范 40 方 38 宋 38 鄧 33 杜 30 傅 30 侯 29 曹 28 薛 26 " +
    "丁 26 卓 25 阮 24 馬 24 董 23 温 22 唐 22 藍 21 石 21 蔣 20 古 19 紀 19 姚 18 連 18 馮 18 歐 17 程 17 湯 16 黎 15 田 15 康 14 姜 14 汪 14 白 14 尤 13 鄒 13 巫 12 涂 12 龔 12 嚴 11 韓 11 袁 11 金 10 " +
    "童 10 陸 10 夏 9 柳 8 凃 8 邵 8 錢 8 倪 7 溫 7 歐陽 5 張簡 3 范姜 3 塗 3 司徒 2 上官 1",
);

const FEMALE = words(
  "秀英 玉蘭 秀蘭 桂英 美玉 阿滿 秀琴 淑貞 美惠 淑芬 淑惠 美玲 麗華 淑娟 淑美 美珠 麗珠 惠美 淑玲 秀玲 麗卿 月娥 寶珠 雅婷 怡君 雅雯 怡婷 詩涵 佳穎 欣怡 佩珊 宜君 雅惠 心怡 靜宜 佩君 慧君 詩婷 郁婷 思穎 美慧 雅玲 淑華 婉婷 惠雯 品妤 子晴 詠晴 羽彤 苡晴 宥蓁 語彤 欣妤 采潔 沛晴 芯語 筱涵 鈺婷 嘉玲 琬婷 芷涵 瑋婷 馨儀 曉萍 玉梅 金蓮 靜 敏 慧 嵐 薇 琳 婉清 知夏 念慈 書瑜 若瑜",
);
const MALE = words(
  "志明 俊傑 建宏 俊宏 志豪 志偉 文雄 正雄 武雄 文彬 清輝 榮華 明德 進財 木生 水木 天賜 國華 金龍 文龍 家豪 冠宇 宗翰 家瑋 柏翰 承翰 彥廷 冠廷 宇軒 承恩 品睿 宥廷 柏宇 睿恩 子睿 宸睿 宥辰 禹安 建志 信宏 俊賢 政宏 銘哲 哲維 育誠 嘉宏 明哲 耀文 世昌 振豪 仁傑 文凱 聖傑 偉哲 冠霖 奕辰 柏均 威廷 書豪 昱翔 永昌 慶祥 添丁 福來 順發 阿土 德旺 國樑 炳煌 錦文 毅 誠 承志 行健 景行 致遠 知行 懷瑾",
);

/** Written with characters, or read in ways, that others get wrong; and of a wife who bears both surnames. */
const HARD: DemoNames["hard"] = [
  { name: "𠮷永梅", familyName: "𠮷", givenName: "永梅", reading: "Jí Yǒngméi" },
  { name: "王㛃", familyName: "王", givenName: "㛃" },
  { name: "李䶮", familyName: "李", givenName: "䶮" },
  { name: "陳堃", familyName: "陳", givenName: "堃" },
  { name: "陶喆明", familyName: "陶", givenName: "喆明" },
  { name: "馬犇", familyName: "馬", givenName: "犇" },
  { name: "馬驫", familyName: "馬", givenName: "驫" },
  { name: "趙燚", familyName: "趙", givenName: "燚" },
  { name: "劉贇", familyName: "劉", givenName: "贇" },
  { name: "周鋐", familyName: "周", givenName: "鋐", reading: "Zhōu Hóng" },
  { name: "林暐翃", familyName: "林", givenName: "暐翃", reading: "Lín Wěihóng" },
  { name: "葛\u{E0100}曉峰", familyName: "葛\u{E0100}", givenName: "曉峰" },
  { name: "孫淼", familyName: "孫", givenName: "淼" },
  { name: "吳垚", familyName: "吳", givenName: "垚" },
  { name: "楊翀", familyName: "楊", givenName: "翀" },
  { name: "朱昶寧", familyName: "朱", givenName: "昶寧" },
  { name: "仉曉芸", familyName: "仉", givenName: "曉芸", reading: "Zhǎng Xiǎoyún" },
  { name: "凃靜", familyName: "凃", givenName: "靜", reading: "Tú Jìng" },
  { name: "蓋一寧", familyName: "蓋", givenName: "一寧", reading: "Gě Yīníng" },
  { name: "樂天成", familyName: "樂", givenName: "天成", reading: "Yuè Tiānchéng" },
  { name: "曾茜如", familyName: "曾", givenName: "茜如", reading: "Zēng Qiànrú" },
  { name: "朴成浩", familyName: "朴", givenName: "成浩" },
  { name: "單國璋", familyName: "單", givenName: "國璋" },
  { name: "張簡淑芬", familyName: "張簡", givenName: "淑芬" },
  { name: "黃陳秀英", familyName: "黃陳", givenName: "秀英" },
  { name: "歐陽靖文", familyName: "歐陽", givenName: "靖文" },
  { name: "尉遲曉", familyName: "尉遲", givenName: "曉" },
  { name: "范姜宥廷", familyName: "范姜", givenName: "宥廷" },
  { name: "區偉文", familyName: "區", givenName: "偉文" },
  { name: "查思齊", familyName: "查", givenName: "思齊" },
  { name: "仇紅", familyName: "仇", givenName: "紅" },
  { name: "解長風", familyName: "解", givenName: "長風", reading: "Xiè Chángfēng" },
];

/** Of the peoples who have always lived there, and of those who came by marriage. */
const BEFORE = words("瓦旦 比令 莎韻 雅慕依 阿洛 巴奈 馬躍 古穆 伊萍 娜莫 都瓦 尤瑪");
const BEHIND = words("諾幹 哈勇 瓦歷斯 達利 比浩 吉洛 卡造 拉藍 巴燕");
const WHOLE = words("阮氏秋紅 黎氏翠 陳氏玉蓮 范氏芳 武氏蘭 鄧氏雪 黃氏金鶯 裴氏香 李氏美緣 胡氏清水");

export const TAIWAN_NAMES: DemoNames = {
  surnames: SURNAMES,
  female: FEMALE,
  male: MALE,
  hard: HARD,
  whole: WHOLE,
  before: BEFORE,
  behind: BEHIND,
};
