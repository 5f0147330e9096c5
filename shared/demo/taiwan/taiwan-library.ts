/** A library in Taiwan: its house, its readers' world, its work. */
import type { DemoPlace } from "../demo-place.ts";
import { TAIWAN_CONTACTS } from "./taiwan-contacts.ts";
import { TAIWAN_NAMES } from "./taiwan-names.ts";
import { TAIWAN_OPINIONS, TAIWAN_SAID_AGAIN } from "./taiwan-opinions.ts";

const STREETS = [
  "中正路",
  "中山路",
  "民生路",
  "建國路",
  "文化路",
  "濱河東路",
  "育才街",
  "學府路",
  "和平街",
  "忠孝東路",
];
const MOBILE_HEADS = [
  "0910",
  "0912",
  "0916",
  "0918",
  "0919",
  "0921",
  "0922",
  "0928",
  "0932",
  "0933",
  "0937",
  "0939",
  "0955",
  "0963",
  "0975",
  "0988",
];

/** Digits in groups, as they are written there. */
const grouped = (head: string, digits: string, behind: number): string =>
  `${head}-${digits.slice(0, -behind)}-${digits.slice(-behind)}`;

export const TAIWAN: DemoPlace = {
  jurisdiction: "taiwan",
  libraryName: "城東圖書館",
  deskName: "一樓服務台",
  branches: [
    { name: "城東館", code: "CD", communities: { 東門里: 0.45, 湖濱里: 0.35, 城東里: 0.2 } },
    { name: "河西館", code: "HX", communities: { 河西里: 0.6, 柳林里: 0.4 } },
    { name: "兒童館", code: "ET", communities: { 學府里: 1 } },
  ],
  staff: [
    { name: "陳怡君", initials: "陳" },
    { name: "林志遠", initials: "林" },
    { name: "周淑敏", initials: "周" },
    { name: "趙建宏", initials: "趙" },
    { name: "吳佩珊", initials: "吳" },
    { name: "孫郁婷", initials: "孫" },
    { name: "何俊賢", initials: "何" },
    { name: "鄭惠文", initials: "鄭" },
  ],
  holidays: { "01-01": "開國紀念日", "10-10": "國慶日" },
  names: TAIWAN_NAMES,
  shown: {
    name: "張素琴",
    familyName: "張",
    givenName: "素琴",
    phone: "0912-345-678",
    organisation: "城東退休教師協會",
    alert: "預約的《長安的荔枝》大字本已到館，在一樓取書架 C-07",
    asked: [
      [0, "find", "desk", "地方志裡的舊校名", "一起翻了《城東教育志》"],
      [2, "reference", "phone", "來電問老花眼鏡借用", "服務台有三副，押證件即可借"],
      [5, "digital", "desk", "手機聽書登入不了", "重新綁定借閱證，已解決"],
      [7, "equipment", "desk", "彩色影印", "教她用自助影印機"],
    ],
  },
  heard: { name: "蕭玉婷", familyName: "蕭", givenName: "玉婷" },
  school: "市立第一高中",
  units: [
    "城東退休教師協會",
    "市立第一高中",
    "河西國小",
    "市立聯合醫院城東院區",
    "市立實驗國小",
    "科技大學",
    "自來水公司城東服務所",
    "城東區公所",
    "城東書局",
    "慈愛安養中心",
  ],
  tags: ["志工", "讀書會", "地方志", "大字本", "親子共讀", "國考", "書法", "輪椅通道", "攝影", "英語角"],
  alerts: [
    "預約的《長安的荔枝》已到館，在一樓取書架 C-07",
    "預約的《文學少年遊》已到館，在二樓服務台",
    "代還的書少一片附件光碟，請當面核對",
    "上次遺落的眼鏡在服務台抽屜裡",
    "家長來電：請提醒孩子五點前離館",
    "預約的《三體》已到館，保留三天",
  ],
  offers: ["願意說故事給孩子聽", "會修補古籍書頁", "英語會話志工", "可以教長輩用手機"],
  plans: ["每月推薦一本地方文獻", "請她試聽有聲書", "研究結束後約談館藏建議", "邀請參加讀者座談"],
  nextSteps: ["帶身分證來辦證", "幫孩子辦家庭閱讀證", "寄辦證須知", "下次活動現場辦證"],
  notes: ["聽力不好，說話請慢一點", "習慣坐三樓靠窗的座位", "常帶孫女一起來", "借書多為研究用，請留意新到館的地方文獻"],
  quietWords: "別再打電話了，有事我自己來。",
  consentWording: "新書到館和活動消息，可以打電話或傳簡訊告訴您嗎？",
  classes: ["000", "100", "200", "300", "400", "500", "600", "700", "800", "900"],
  loanClasses: [
    ["800", 43],
    ["900", 9],
    ["700", 9],
    ["500", 10],
    ["400", 13],
    ["300", 8],
    ["100", 5],
    ["600", 3],
    ["200", 1],
    ["000", 3],
  ],
  mobile: (random) =>
    grouped(random.pick(MOBILE_HEADS), String(random.int(0, 99_999_999)).padStart(8, "0").slice(-6), 3),
  landline: (random) => grouped("02", String(random.int(20_000_000, 29_999_999)), 4),
  address: (random) =>
    `${random.pick(["城東區", "河西區"])}${random.pick(STREETS)}${random.int(1, 320)}巷${random.int(1, 18)}號${random.int(1, 18)}樓之${random.int(1, 4)}`,
  // of an authority that gives it to nobody
  mailDomain: "example.edu.tw",
  messenger: "line",
  messengerName: (random) => `line${random.int(100_000, 999_999)}`,
  contactTexts: TAIWAN_CONTACTS,
  callers: ["王小姐", "李先生", "陳老師", "劉阿姨", "張里長", "周同學的家長"],
  opinionTexts: TAIWAN_OPINIONS,
  saidAgain: TAIWAN_SAID_AGAIN,
  speakers: ["劉小姐", "高先生", "一位家長", "退休的李伯伯"],
  speakersPhone: (random) => {
    const digits = String(random.int(10_000_000, 99_999_999));
    return grouped(`09${digits.slice(0, 2)}`, digits.slice(2), 3);
  },
  departments: {
    facilities: "總務組",
    safety: "總務組",
    space: "閱覽組",
    collection: "採編組",
    digital: "資訊組",
    events: "推廣組",
    privacy: "秘書室",
    hours: "秘書室",
  },
  readerServices: "讀者服務組",
  letterFolder: "來函夾",
  letterFile: "來函.png",
  hotline: "1999",
  promises: [
    "找到1952年校刊掃描檔就打電話",
    "大字本到館後通知來取",
    "查清館際互借的費用後回電",
    "問講座還有沒有名額，明天回覆",
    "把書單用LINE傳給讀者",
    "和採編組確認新書上架日期後回覆",
    "修好後電話告知自助借還機可以用了",
    "幫讀者留一套研究所考古題",
  ],
  tasks: [
    "問候久未來的三位讀者",
    "檢查「借閱證保證金」的答覆是否還對",
    "核對遺失物登記",
    "送團體證申請表到里辦公處",
    "整理本月讀者意見小結",
    "續訂大字本書目",
    "聯絡學校安排班級參訪",
    "把活動海報貼到門口",
  ],
  outreach: {
    group: "以前常來、45 天沒來的讀者",
    running: "邀請近期少來的讀者回館",
    ended: "邀請秋天沒來的讀者回館",
    templates: {
      "phone.zh-TW":
        "{稱呼|您}好，這裡是{圖書館|圖書館}。{上次到館|最近}以後沒見到您，{常看類別|您常看的那一類}到了一批新書，方便時歡迎來看看。",
      "sms.zh-TW":
        "{稱呼|您}好，{上次到館|最近}以後沒見到您。{常看類別|您常看的那一類}到了一批新書，方便時歡迎來看看。",
    },
  },
};
