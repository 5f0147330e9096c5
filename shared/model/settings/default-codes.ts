/**
 * The code lists that a new library starts with. Their ids are fixed, so that two desks which write
 * them without having met write the same records. The library edits them afterwards.
 */
import type { CODE_LISTS, Code, CodeNames } from "../house.ts";

type ListName = (typeof CODE_LISTS)[number];

export interface DefaultCode {
  readonly id: string;
  readonly values: Required<Pick<Code, "list" | "code" | "names" | "order">>;
}

/** The id of a code record that every desk can work out for itself. */
export const codeId = (list: ListName, code: string): string => `code-${list}-${code}`;

type Line = readonly [code: string, zhCN: string, zhTW: string, en: string];

const LISTS: Readonly<Record<ListName, readonly Line[]>> = {
  category: [
    ["adult", "成人读者", "成人讀者", "Adult"],
    ["child", "少儿读者", "兒童讀者", "Child"],
    ["senior", "老年读者", "樂齡讀者", "Senior"],
    ["student", "学生读者", "學生讀者", "Student"],
    ["teacher", "教职工读者", "教職員讀者", "Teaching staff"],
    ["staff", "馆员", "館員", "Library staff"],
    ["collective", "集体证", "團體證", "Collective card"],
  ],
  topic: [
    ["hours", "开放时间", "開放時間", "Opening hours"],
    ["space", "座位与环境", "座位與環境", "Seats and surroundings"],
    ["facilities", "设施设备", "設施設備", "Facilities and equipment"],
    ["collection", "藏书", "館藏", "Collection"],
    ["digital", "数字资源", "數位資源", "Digital resources"],
    ["lending", "借还规则", "借還規則", "Lending rules"],
    ["service", "服务态度", "服務態度", "Staff and service"],
    ["events", "读者活动", "讀者活動", "Events"],
    ["safety", "安全卫生", "安全衛生", "Safety and hygiene"],
    ["privacy", "个人信息", "個人資料", "Personal information"],
    ["other", "其他", "其他", "Other"],
  ],
  purpose: [
    ["directional", "指引", "指引", "Directions"],
    ["reference", "咨询", "諮詢", "Reference"],
    ["find", "找书", "找書", "Finding a book"],
    ["card", "办证", "辦證", "Card"],
    ["equipment", "设备·打印", "設備·列印", "Printing"],
    ["digital", "数字资源", "數位資源", "E-resources"],
    ["complaint", "投诉", "申訴", "Complaint"],
    ["suggestion", "建议", "建議", "Suggestion"],
    ["praise", "表扬", "讚美", "Praise"],
    ["other", "其他", "其他", "Other"],
  ],
  reason: [
    ["moved", "已迁出", "已遷出", "Moved away"],
    ["graduated", "毕业离校", "畢業離校", "Graduated"],
    ["returned-card", "已退证", "已註銷", "Gave the card back"],
    ["unsatisfied", "不满意", "不滿意", "Not satisfied"],
    ["deceased", "已故", "已故", "Deceased"],
    ["other", "其他", "其他", "Other"],
  ],
  source: [
    ["walk-in", "自行到馆", "自行到館", "Walked in"],
    ["school", "学校推荐", "學校推薦", "School"],
    ["friend", "亲友介绍", "親友介紹", "Family or friends"],
    ["event", "读者活动", "讀者活動", "Event"],
    ["media", "媒体网络", "媒體網路", "Press or internet"],
    ["unit", "单位集体", "團體單位", "Organisation"],
    ["import", "导入", "匯入", "Import"],
  ],
  department: [
    ["services", "读者服务部", "讀者服務組", "Reader services"],
    ["reading", "阅览部", "閱覽組", "Reading rooms"],
    ["children", "少儿部", "兒童服務組", "Children's services"],
    ["collection", "采编部", "採編組", "Acquisitions and cataloguing"],
    ["technology", "技术部", "資訊組", "Technology"],
    ["office", "办公室", "行政組", "Office"],
  ],
};

export const DEFAULT_CODES: readonly DefaultCode[] = Object.entries(LISTS).flatMap(([name, lines]) => {
  const list = name as ListName; // Object.entries forgets the keys of a constant
  return lines.map(([code, zhCN, zhTW, en], index): DefaultCode => {
    const names: CodeNames = { "zh-CN": zhCN, "zh-TW": zhTW, en };
    return { id: codeId(list, code), values: { list, code, names, order: index + 1 } };
  });
});
