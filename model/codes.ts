/** Closed vocabularies of the field. Chinese values are what the handbook, the screens and the papers say. */

/** 26 stable category codes 类别 (handbook §2.2); names, leads and keywords are in profiles/taxonomy.json. */
export const CATEGORY_CODES = [
  'EPI', 'EDU', 'MED', 'ELD', 'REL', 'HOU', 'FIN', 'WAG', 'ENV', 'FDS', 'SAF', 'DIS', 'TRA',
  'UTI', 'URB', 'LND', 'AGR', 'MKT', 'DRC', 'GRV', 'CIV', 'CUL', 'PSE', 'STY', 'POL', 'OTH',
] as const;
export type CategoryCode = (typeof CATEGORY_CODES)[number];

/** 诉求类型. Deadlines differ by type (咨询建议类 / 投诉类), so it is judged, not guessed from tone. */
export const REQUEST_TYPES = ['咨询', '建议', '求助', '投诉', '举报', '表扬', '其他'] as const;
export type RequestType = (typeof REQUEST_TYPES)[number];

export const SENTIMENTS = ['负面', '中性', '正面'] as const;
export type Sentiment = (typeof SENTIMENTS)[number];

export const URGENCIES = ['紧急', '较急', '一般'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** 立场: how a writer stands toward a policy or measure (handbook §2.2); null where the text takes none. */
export const STANCES = ['疑虑', '误解误读', '歪曲', '谣言', '质疑', '建设性意见', '实际困难', '重大问题', '中性', '正面'] as const;
export type Stance = (typeof STANCES)[number];

/** What kind of place a text names 地点. */
export const PLACE_KINDS = ['区县', '镇街', '村社', '小区', '学校', '医院', '路口', '道路', '场所'] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** 研判要素 (risk flags). 谣言嫌疑 sticks to a claim, never to a person. */
export const FLAGS = [
  '重大政策', '公信力', '道德底线', '突发事件', '群体性', '未成年人', '伤亡', '谣言嫌疑', '媒体介入', '涉密提示',
] as const;
export type Flag = (typeof FLAGS)[number];

/** 预警级别, low to high; colours of 突发事件应对法 §63. */
export const ALERT_LEVELS = ['蓝', '黄', '橙', '红'] as const;
export type AlertLevel = (typeof ALERT_LEVELS)[number];

/** The parts of the line that one process may serve (`--only=`). */
export const ROLES_OF_PROCESS = ['web', 'ingest', 'classify', 'respond', 'report'] as const;
export type ProcessRole = (typeof ROLES_OF_PROCESS)[number];

/** What a person may be (design.md); jobs act as `system`. */
export const USER_ROLES = [
  'analyst', 'desk_head', 'liaison', 'clerk', 'first_reviewer', 'second_reviewer', 'final_reviewer',
  'secrecy_reviewer', 'publisher', 'visitor', 'press_office', 'leader', 'admin', 'auditor',
] as const;
export type UserRole = (typeof USER_ROLES)[number];
