import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type {
  AlertLevel, CategoryCode, ClockSpec, DeadlineKind, Evidence, FaultKind, Flag, IncomingItem, ItemKind, Place, Refer, RequestType,
  Sentiment, Stance, SubjectKind, ThreadPart, TimePrecision, Urgency,
} from '../model/index.ts';

/** One interface per table, as the database has it (db/migrations). Instants are Date, bigint keys are number. */

type Stamp = ColumnType<Date, Date | undefined, Date>;
type Json<T extends object | null> = JSONColumnType<T>;

export interface UnitTable { id: Generated<number>; name: string; email: string | null; created_at: Stamp }
export interface RoleTable { id: string }
export interface AppUserTable {
  id: Generated<number>; login: string; name: string; email: string | null; unit_id: number | null;
  disabled_at: Date | null; created_at: Stamp;
}
export interface UserRoleTable { user_id: number; role_id: string }
export interface ActorTable { id: string; user_id: number | null }
export interface AuditLogTable {
  id: Generated<number>; at: Stamp; actor: Generated<string>; action: string; subject: string; detail: Json<object>;
}
export interface ProfileVersionTable {
  id: Generated<number>; profile_id: string; hash: string; body: Json<object>; created_at: Stamp;
}
export interface SourceTable {
  id: Generated<number>; name: string; kind: string; channel: string; profile_id: string;
  config: Json<Record<string, unknown>>; cursor: Json<object | null>; enabled: Generated<boolean>;
  next_poll_at: Date | null; last_ok_at: Date | null; last_error: string | null; failures: Generated<number>;
  created_at: Stamp; host: GeneratedAlways<string | null>; polling_until: Generated<Date | null>; last_poll_at: Generated<Date | null>; last_poll_ms: Generated<number | null>;
  last_item_at: Generated<Date | null>; interval_s: Generated<number | null>;
  columns: Generated<string[] | null>; column_groups: Generated<(string | null)[] | null>;
}
export interface HostTurnTable { host: string; free_at: Date }
export interface SourceDayTable {
  source_id: number; day: string; polls: Generated<number>; failures: Generated<number>; received: Generated<number>;
  stored: Generated<number>; updated: Generated<number>; rejected: Generated<number>; polls_by_hour: number[]; news_by_hour: number[];
}
export interface SourceFaultTable {
  id: Generated<number>; source_id: number; kind: FaultKind; key: string; words: string; url: string | null;
  opened_at: Date; seen_at: Date; closed_at: Date | null; noticed_at: Date | null;
}
export interface AccountTable { id: Generated<number>; platform: string; name: string; owner_unit: string; note: string | null; created_at: Stamp }
export interface SourceSecretTable { source_id: number; name: string; sealed: Buffer }
export interface PolicyTable {
  id: Generated<number>; profile_id: string; hash: string; title: string; number: string | null; issued_at: string | null;
  truncated: Generated<boolean>; item_id: number | null; keywords: string[]; three_sync: string[] | null; interpret_within: number | null;
  interpreted_at: Date | null; watch_from: string | null; watch_to: string | null; created_at: Stamp;
}
export interface PolicyTaskTable {
  id: Generated<number>; policy_id: number; no: number; text: string; lead: string[]; assist: string[]; due_on: string | null; done_at: Date | null;
}
export interface SnapshotTable { hash: string; content_type: string | null; size: number; packed: Buffer }
export interface ItemSnapshotTable { item_id: number; hash: string; url: string; fetched_at: Date }
export interface ItemRankingTable { item_id: number; at: Date; rank: number; heat: number | null }
export interface RunTable {
  id: Generated<string>; source_id: number; file_name: string | null; started_at: Stamp; finished_at: Date | null;
  received: Generated<number>; stored: Generated<number>; duplicate: Generated<number>; updated: Generated<number>;
  rejected: Generated<number>; blocked: Generated<number>; notes: Generated<{ marks?: Record<string, number>; rejects?: Record<string, number> }>;
}
export interface ItemTable {
  id: Generated<number>; source_id: number; external_id: string; run_id: string | null; kind: ItemKind;
  title: string | null; body: string; url: string | null; author: string | null;
  published_at: Date; precision: TimePrecision; detected_at: Stamp; channel: string; given_type: RequestType | null;
  place: string | null; category_path: string[]; main_unit: string | null; co_units: string[];
  status: string | null; reply: string | null; reply_at: Date | null; closed_at: Date | null; due_text: string | null;
  engagement: Json<IncomingItem['engagement']>; raw: Json<Record<string, string>>; marks: string[];
  historical: Generated<boolean>; revision: Generated<number>; text_revision: Generated<number>; row_hash: string; text_hash: string;
  same_text_as: number | null; own_words: Generated<string | null>; thread: Generated<ThreadPart[] | null>;
  parent_ref: Generated<string | null>; refs: Generated<string[]>; account: Generated<string | null>; same_matter_as: Generated<number | null>;
}
export interface ItemRevisionTable {
  item_id: number; revision: number; row_hash: string; before: Json<object>; run_id: string | null; replaced_at: Stamp;
}
export interface ContactTable { item_id: number; sealed: Buffer; phone_key: string | null; id_key: string | null }
export interface VerdictTable {
  id: Generated<number>; item_id: number; made_by: string; revision: number; current: boolean;
  category: CategoryCode; confidence: number; secondary: CategoryCode[]; type: RequestType; sentiment: Sentiment;
  urgency: Urgency; flags: Flag[]; needs_review: boolean; evidence: Json<Evidence[]>; stance: Stance | null; places: Json<Place[]>; created_at: Stamp;
  corrects: Generated<number | null>; corrected: Generated<string[]>; note: Generated<string | null>;
}
export interface VerdictSuggestionTable {
  id: Generated<number>; item_id: number; from_verdict_id: number; score: number;
  state: Generated<'open' | 'accepted' | 'declined' | 'void'>; decided_by: string | null; decided_at: Date | null; created_at: Stamp;
}
export interface ModelVersionTable {
  id: Generated<number>; name: string; version: string; card: string; weights: Buffer; figures: Json<object>;
  state: 'current' | 'kept' | 'refused'; why: string; created_at: Stamp;
}
export interface TopicTable {
  id: Generated<number>; profile_id: string; title: string; state: Generated<'open' | 'merged'>;
  merged_into: number | null; first_at: Date; last_at: Date; item_count: Generated<number>; detected_at: Stamp;
}
export interface TopicItemTable { item_id: number; topic_id: number; score: number; joined_at: Stamp }
export interface ItemTermTable { item_id: number; term: string; weight: number; profile_id: string; at: Date }
export interface AlertTable {
  id: Generated<number>; topic_id: number; level: AlertLevel;
  state: Generated<'open' | 'raised' | 'silenced' | 'false_alarm' | 'cleared'>; reason: string;
  opened_at: Stamp; closed_at: Date | null;
}
export interface AlertEventTable { id: Generated<number>; alert_id: number; kind: string; at: Stamp; actor: Generated<string> }
export interface TicketStateTable { code: string; name: string; final: boolean }
export interface TicketTransitionTable { from_state: string; to_state: string; roles: string[] }
export interface TicketTable {
  id: Generated<number>; item_id: number | null; topic_id: number | null; profile_version_id: number; channel: string;
  title: string; category: CategoryCode; type: RequestType; urgency: Urgency; lead_unit: string; assist_units: string[];
  state: Generated<string>; version: Generated<number>; round: Generated<number>; historical: Generated<boolean>;
  received_at: Date; opened_at: Stamp; closed_at: Date | null; next_due_at: Date | null;
  lead_reason: Generated<string | null>; refer: Generated<Refer | null>;
}
export interface TicketHistoryTable {
  id: Generated<number>; ticket_id: number; from_state: string; to_state: string; at: Stamp; actor: Generated<string>;
  note: string | null;
}
export interface DispatchTable {
  id: Generated<number>; ticket_id: number; unit: string; role: 'lead' | 'assist'; sent_at: Date;
  sent_by: Generated<string>; accepted_at: Date | null; returned_at: Date | null; return_reason: string | null;
}
export interface DeadlineTable {
  id: Generated<number>; subject_kind: SubjectKind; subject_id: number; rule_id: string; round: Generated<number>;
  kind: DeadlineKind; name: string; basis: string; authority: string; authority_text: string; unit: string;
  starts: string; starts_at: Date; due_at: Date; stops: string; clock: Json<ClockSpec>; counted_days: string[];
  skipped_days: Json<{ day: string; why: string }[]>; provisional: boolean; calendar_version: string;
  met_at: Date | null; met_on_time: boolean | null; cancelled_at: Date | null;
  next_step: string | null; next_step_at: Date | null; created_at: Stamp;
}
export interface DeadlineEventTable { id: Generated<number>; deadline_id: number; kind: string; at: Stamp; detail: Json<object> }
export interface NoticeTable {
  id: Generated<number>; once_key: string; kind: string; recipient: string; channel: 'file' | 'console' | 'mail';
  address: string | null; subject: string; body_text: string; body_html: string | null; ticket_id: number | null;
  topic_id: number | null; state: Generated<'pending' | 'sent' | 'dead'>; not_before: Stamp; attempts: Generated<number>;
  sent_at: Date | null; last_error: string | null; created_at: Stamp;
}
export interface OutboxTable {
  id: Generated<string>; stage: string; payload: Json<object>; not_before: Stamp; created_at: Stamp;
  job_id: string | null; queued_at: Date | null; done_at: Date | null; failed_at: Date | null; error: string | null;
}
export interface WorkerTable { id: string; host: string; pid: number; roles: string[]; started_at: Stamp; seen_at: Stamp }
export interface HeartbeatTable { job: string; at: Date; detail: Json<object> }
export interface ReportTable {
  id: Generated<number>; kind: string; period: string; scope: string; numbers: Json<object>; subject: string;
  body_text: string; body_html: string; created_at: Stamp;
}

export interface Database {
  unit: UnitTable; role: RoleTable; app_user: AppUserTable; user_role: UserRoleTable; actor: ActorTable;
  audit_log: AuditLogTable; profile_version: ProfileVersionTable; source: SourceTable; run: RunTable; item: ItemTable;
  item_revision: ItemRevisionTable; contact: ContactTable; verdict: VerdictTable; verdict_suggestion: VerdictSuggestionTable;
  model_version: ModelVersionTable; topic: TopicTable;
  topic_item: TopicItemTable; item_term: ItemTermTable; alert: AlertTable; alert_event: AlertEventTable;
  ticket_state: TicketStateTable; ticket_transition: TicketTransitionTable; ticket: TicketTable;
  ticket_history: TicketHistoryTable; dispatch: DispatchTable; deadline: DeadlineTable;
  deadline_event: DeadlineEventTable; notice: NoticeTable; outbox: OutboxTable; worker: WorkerTable;
  heartbeat: HeartbeatTable; report: ReportTable; host_turn: HostTurnTable; source_day: SourceDayTable;
  account: AccountTable; source_secret: SourceSecretTable; policy: PolicyTable; policy_task: PolicyTaskTable;
  source_fault: SourceFaultTable; snapshot: SnapshotTable; item_snapshot: ItemSnapshotTable; item_ranking: ItemRankingTable;
}
