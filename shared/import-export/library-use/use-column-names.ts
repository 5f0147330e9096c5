/**
 * Names under which library systems and gates keep the columns of a list of use, and the words in which
 * they write the kind of use; in English and both Chinese scripts. Words are parted by spaces.
 */
import type { Activity } from "../../model/activity.ts";
import { foldHeader, headerMatcher, idsByWord } from "../columns/match-header.ts";
import type { UseTarget, UseWithheld } from "./use-targets.ts";

type UseKind = NonNullable<Activity["kind"]>;

const HEADERS: Readonly<Record<UseTarget, string>> = {
  reader:
    "reader patron borrower usr patroncard borrowercard userbarcode patronnumber cardnumber card cardno 证号 證號 读者证号 讀者證號 借书证号 借書證號 借阅证号 借閱證號 借阅证 借閱證 卡号 卡號 读者卡号 讀者卡號 读者条码 讀者條碼 读者证条码 一卡通号 一卡通號 证条码号 證條碼號 读者证条码号 讀者證條碼號 证件条码 证件号 證件號 patronbarcode userbarcode librarycard cardbarcode borrowernumber patronid readerid userid username 读者id 讀者id 读者号 讀者號 用户名 使用者名稱 学号 學號 studentid studentno studentnumber 工号 工號 教工号 职工号 staffid employeeid",
  day: "day date datetime time timestamp 日期 时间 時間 日期时间 到馆日期 到館日期 到馆时间 到館時間 入馆日期 入館日期 入馆时间 入館時間 进馆时间 進館時間 刷卡时间 刷卡時間 刷卡日期 通过时间 借书日期 借書日期 借书时间 借書時間 借阅日期 借閱日期 借阅时间 借閱時間 借出日期 借出时间 借出時間 外借日期 外借时间 操作日期 操作時間 操作时间 业务日期 業務日期 办理时间 處理時間 使用日期 使用时间 使用時間 打印时间 列印時間 预约日期 預約日期 预约时间 預約時間 活动日期 活動日期 签到时间 簽到時間 还书日期 還書日期 还书时间 還書時間 归还日期 歸還日期 归还时间 歸還時間 还回日期 還回日期 issuedate checkoutdate loandate transactiondate visitdate dateofvisit eventdate holddate reservedate reservationdate requestdate returndate returntime returneddate checkindate checkintime systemreturndate issuetimestamp usedate accesstime xactstart checkouttime loanedon issuedon borrowdate borrowedon",
  // the other names of it are days of a list of returns as well
  returned: "实际归还日期 實際歸還日期 实还日期 實還日期 datereturned returnedon actualreturndate",
  kind: "kind type action activity transactiontype transaction service 种类 種類 类型 類型 类别 類別 操作 操作类型 操作類型 业务 業務 业务类型 業務類型 服务类型 服務類型 服务 服務 利用方式 事件 流通类型 流通類型 动作 動作 使用类型 使用項目",
  quantity:
    "quantity qty count amount number times uses loans visits 数量 數量 次数 次數 册数 冊數 册次 冊次 人次 件数 件數 页数 頁數 张数 張數 总数 總數 合计 合計",
  class:
    "class callnumber callno itemcallnumber itemeffectivecallnumber classification shelfmark 索书号 索書號 索取号 索取號 分类号 分類號 分类 分類 中图分类号 中圖分類號 中图法分类号 大类 大類 类号 類號 排架号 排架號 clc ddc",
  branch:
    "branch branchcode library librarycode location 所属馆 所屬館 所属馆别 所屬館別 分馆 分館 分馆代码 分館代碼 馆别 館別 馆代码 館代碼 地点 地點 馆藏地 館藏地 借书地点 借書地點 所在馆 所在館 服务点 服務點 服务馆 服務館 借阅馆 借閱館 借书馆 借書館 借出馆 借出館 外借馆 外借館 借还馆 借還館 流通馆 流通館 到访馆 到訪館 到馆地点 到館地點 入馆地点 入館地點 操作馆 操作館 操作分馆 操作分館 业务馆 業務館 办理馆 辦理館 预约馆 預約館 取书馆 取書館 取书馆别 取書館別 归还馆 歸還館 还书馆 還書館 还回馆 還回館 闸机 門禁 gate circulationbranch issuingbranch loanbranch checkoutbranch returnbranch checkinbranch",
};

const WITHHELD: Readonly<Record<UseWithheld, string>> = {
  title:
    "title booktitle itemtitle 题名 題名 正题名 正題名 书名 書名 书刊名 書刊名 文献名 文獻名 文献题名 文獻題名 图书名称 圖書名稱 资料名 資料名",
};

/** Renewing is no new loan: it has no word, and a person says what it counts as. */
const KINDS: Readonly<Record<UseKind, string>> = {
  visit: "到馆 到館 入馆 入館 进馆 進館 来馆 來館 门禁 門禁 刷卡 visit visits entry gate entrance checkedin 进",
  loan: "借 借书 借書 借阅 借閱 借出 外借 借 出借 loan loans issue issues checkout checkouts checkedout borrow borrowed charge 读者借书",
  return: "systemreturn 还 還 还书 還書 归还 歸還 还回 還回 return returns returned checkin discharge 读者还书",
  hold: "预约 預約 预借 預借 预约登记 hold holds reserve reserves reservation reservations request",
  event: "活动 活動 讲座 講座 签到 簽到 参加活动 參加活動 event events attendance programme program",
  "e-resource":
    "数字资源 數位資源 电子资源 電子資源 数据库 資料庫 电子书 電子書 下载 下載 eresource eresources database databases ebook ebooks download downloads online digital",
  print: "打印 列印 复印 複印 影印 打印复印 列印影印 扫描 掃描 print prints printing copy copies photocopy scan",
  space: "空间 空間 座位 选座 選座 研修室 研讨室 討論室 自习 自習 场地 場地 space spaces seat seats room rooms booking",
};

const TARGET_BY_WORD = idsByWord(HEADERS);
const WITHHELD_BY_WORD = idsByWord(WITHHELD);
const KIND_BY_WORD = idsByWord(KINDS);

export type UseHeader = { readonly target: UseTarget } | { readonly withheld: UseWithheld };

export const matchUseHeader: (header: string) => UseHeader | null = headerMatcher(TARGET_BY_WORD, WITHHELD_BY_WORD);

/** The kind of use that a cell names; undefined where the word is unknown. */
export const kindOfWord = (cell: string): UseKind | undefined => KIND_BY_WORD.get(foldHeader(cell));

/** The kind that the name of a column of days gives away: 借书日期 is a list of loans. */
export function kindOfHeader(header: string): UseKind | undefined {
  const word = foldHeader(header).replace(/(?:日期|时间|時間|date|time|timestamp|datetime)$/u, "");
  return word === "" ? undefined : KIND_BY_WORD.get(word);
}
