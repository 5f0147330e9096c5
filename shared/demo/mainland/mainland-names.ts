/** Names of invented people on the mainland. */
import { type DemoNames, weightedWords, words } from "../demo-names.ts";

/** In tens of thousands of bearers, roughly. */
const SURNAMES = weightedWords(
  "王 10150 李 10090 张 9540 刘 7210 陈 6330 杨 4620 黄 3370 赵 2860 吴 2780 周 2680 徐 2020 孙 1940 马 1910 朱 1810 胡 1760 郭 1580 何 1480 林 1420 高 1410 罗 1390 郑 1200 梁 1140 谢 1020 宋 980 唐 970 " +
    "许 940 韩 920 邓 900 冯 880 曹 870 彭 850 曾 840 肖 780 田 760 董 750 潘 740 袁 730 蔡 700 蒋 690 余 680 于 670 杜 660 叶 650 程 640 魏 630 苏 620 吕 610 丁 590 任 580 卢 560 姚 550 沈 540 钟 530 姜 520 崔 510 " +
    "谭 500 陆 490 范 480 汪 470 廖 460 石 450 金 440 韦 420 贾 410 夏 400 付 390 方 380 邹 370 熊 360 白 350 孟 340 秦 330 邱 320 侯 310 江 300 尹 290 薛 280 闫 270 段 260 雷 250 龙 240 黎 230 史 220 陶 210 贺 200 毛 190 " +
    "郝 180 顾 175 龚 170 邵 165 万 160 覃 155 武 150 钱 148 戴 145 严 140 莫 135 孔 130 向 125 常 120 汤 115 康 110 易 105 乔 100 葛 60 欧阳 50 单 45 查 40 区 30 仇 28 解 26 上官 22 尉迟 8 诸葛 10 司马 12 令狐 8 慕容 6 万俟 3",
);

const FEMALE = words(
  "秀英 桂英 秀兰 玉兰 桂兰 素琴 淑珍 玉梅 丽娟 丽华 红梅 春梅 晓燕 海燕 雪梅 静 敏 丽 艳 娟 霞 芳 燕 玲 婷 雪 倩 颖 琳 欣怡 雨桐 梓涵 诗涵 欣妍 一诺 可馨 思雨 雨欣 佳怡 紫涵 若曦 语桐 晓彤 嘉怡 子涵 慧敏 美玲 佩珊 文静 雅琴 云霞 惠兰 凤英 月娥 翠花 建芬 国芳 小红 晓琳 梦洁 思琪 静怡 雨菲 悦 宁 岚 薇 珊 蓉 璐 茜茜 瑶 琬 婉清 知夏 念慈 书瑶 清越",
);
const MALE = words(
  "建国 建华 国强 志强 志明 建军 国庆 卫东 卫国 永强 德胜 福生 长林 永福 大勇 伟 强 磊 军 勇 杰 涛 超 明 刚 平 辉 鹏 飞 浩 宇 斌 波 凯 浩然 子轩 宇轩 浩宇 梓轩 俊杰 子豪 天佑 明轩 一鸣 思远 嘉豪 俊熙 皓轩 泽宇 博文 文博 志远 立新 晓东 海涛 海波 家明 少华 新民 学文 世杰 振华 庆丰 守业 广胜 树林 根生 宝山 瑞 晨 昊 睿 铭 翰 彬 楠 松 毅 诚 承志 行健 景行 致远 知行 怀瑾",
);

/** Written with characters, or read in ways, that others get wrong. */
const HARD: DemoNames["hard"] = [
  { name: "𠮷永梅", familyName: "𠮷", givenName: "永梅", reading: "Jí Yǒngméi" },
  { name: "王㛃", familyName: "王", givenName: "㛃" },
  { name: "李䶮", familyName: "李", givenName: "䶮" },
  { name: "陈堃", familyName: "陈", givenName: "堃" },
  { name: "陶喆明", familyName: "陶", givenName: "喆明" },
  { name: "马犇", familyName: "马", givenName: "犇" },
  { name: "马骉", familyName: "马", givenName: "骉" },
  { name: "赵燚", familyName: "赵", givenName: "燚" },
  { name: "刘赟", familyName: "刘", givenName: "赟" },
  { name: "周𬭎", familyName: "周", givenName: "𬭎", reading: "Zhōu Hóng" },
  { name: "林𬀩", familyName: "林", givenName: "𬀩", reading: "Lín Wěi" },
  { name: "葛\u{E0100}晓峰", familyName: "葛\u{E0100}", givenName: "晓峰" },
  { name: "孙淼", familyName: "孙", givenName: "淼" },
  { name: "吴垚", familyName: "吴", givenName: "垚" },
  { name: "杨翀", familyName: "杨", givenName: "翀" },
  { name: "朱昶宁", familyName: "朱", givenName: "昶宁" },
  { name: "仉晓芸", familyName: "仉", givenName: "晓芸", reading: "Zhǎng Xiǎoyún" },
  { name: "员静", familyName: "员", givenName: "静", reading: "Yùn Jìng" },
  { name: "盖一宁", familyName: "盖", givenName: "一宁", reading: "Gě Yīníng" },
  { name: "乐天成", familyName: "乐", givenName: "天成", reading: "Lè Tiānchéng" },
  { name: "曾茜", familyName: "曾", givenName: "茜", reading: "Zēng Xī" },
  { name: "朴成浩", familyName: "朴", givenName: "成浩" },
  { name: "單國璋", familyName: "單", givenName: "國璋" },
  { name: "張學良", familyName: "張", givenName: "學良" },
  { name: "黃淑芬", familyName: "黃", givenName: "淑芬" },
  { name: "歐陽靖", familyName: "歐陽", givenName: "靖" },
  { name: "尉迟晓", familyName: "尉迟", givenName: "晓" },
  { name: "万俟雪", familyName: "万俟", givenName: "雪" },
  { name: "区伟文", familyName: "区", givenName: "伟文" },
  { name: "查思齐", familyName: "查", givenName: "思齐" },
  { name: "仇红", familyName: "仇", givenName: "红" },
  { name: "解长风", familyName: "解", givenName: "长风", reading: "Xiè Chángfēng" },
];

const MINORITY_GIVEN = words(
  "阿依古丽 买买提 古丽娜尔 艾力 热依汗古丽 吐尔逊 帕提古丽 阿不都拉 迪丽努尔 玉素甫 阿迪力 米热古丽",
);
const MINORITY_FAMILY = words("买买提 吐尔逊 阿不都热合曼 艾合买提 依明 卡德尔 木沙 库尔班 托合提");
const MINORITY_WHOLE = words("扎西顿珠 次仁卓玛 洛桑平措 德吉央宗 巴特尔 其其格 乌兰图雅 斯琴高娃 苏日娜 格桑梅朵");
export const MAINLAND_NAMES: DemoNames = {
  surnames: SURNAMES,
  female: FEMALE,
  male: MALE,
  hard: HARD,
  whole: MINORITY_WHOLE,
  before: MINORITY_GIVEN,
  behind: MINORITY_FAMILY,
};
