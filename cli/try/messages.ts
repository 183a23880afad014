import { readTime } from '../../ingest/hotline/dates.ts';
import { stopSecrets } from '../../ingest/secrecy/stop.ts';
import { endOfDay, errorText, shanghaiDay, type IncomingItem, type ReadEvent, type Reject, type RowRef } from '../../model/index.ts';

/**
 * One file of messages as `yuqing try hotline|comments|mailbox` prints it: what was read, what was put aside and why.
 * Times are ISO 8601 in UTC, absent values null, `row` as Excel counts. A file that cannot be read to its end keeps
 * what stood before the fault and says the fault in `error`.
 *
 * @param opts ownWords: the body shown is what the writer wrote, without the mails that are quoted below it
 * @returns `line` to print as JSON; `ok` false where the file could not be read to its end
 */
export async function messageLine(file: string, events: () => AsyncGenerator<ReadEvent, unknown>, opts: { ownWords?: boolean } = {}): Promise<{ line: object; ok: boolean }> {
  const rows: object[] = [];
  const rejected: object[] = [];
  const blocked: object[] = [];
  let error: string | undefined;
  try {
    for await (const raw of events()) {
      const event = stopSecrets(raw);
      if (event.type === 'item') rows.push(rowLine(opts.ownWords && event.item.ownWords ? { ...event.item, body: event.item.ownWords } : event.item, event.at));
      else if (event.type === 'reject') rejected.push(rejectLine(event.reject));
      else if (event.type === 'blocked') blocked.push({ ...event.at, rule: event.rule });
    }
  } catch (fault) {
    error = errorText(fault);
  }
  const ok = error === undefined;
  return { line: { file, ok, ...(ok ? {} : { error }), rows, rejected, ...(blocked.length > 0 ? { blocked } : {}) }, ok };
}

function rowLine(item: IncomingItem, at: RowRef): object {
  return {
    ...at,
    externalId: item.externalId, receivedAt: item.publishedAt.toISOString(), channel: item.channel, type: item.requestType, title: item.title, body: item.body,
    place: item.place, mainUnit: item.mainUnit, coUnits: item.coUnits, status: item.status, reply: item.reply, replyAt: item.replyAt?.toISOString() ?? null,
    dueAt: dueAt(item.dueText, item.publishedAt), dueText: item.dueText, likes: item.engagement.likes ?? null, parentId: item.parentId ?? null,
    account: item.account ?? null, ownWords: item.ownWords ?? null, thread: item.thread ?? null, refs: item.refs ?? [], kind: item.kind, marks: item.marks,
  };
}

/**
 * An instant where the source's own deadline is one, the end of the day where it names a day, a day without a year the
 * first behind the message; `5个工作日` is none and stays in `dueText`.
 */
function dueAt(text: string | null, receivedAt: Date): string | null {
  const time = text === null ? null : readTime(withYear(text.replace(/(?<=前)\s*(?:办结|完成|答复|反馈|回复|报送|办理)完?毕?\s*$/, ''), receivedAt));
  if (time === null || time === 'bad') return null;
  return (time.precision === 'day' ? endOfDay(shanghaiDay(time.at)) : time.at).toISOString();
}

/** `3月6日前` of a message of 2026-03-01 → `2026年3月6日前`. */
function withYear(text: string, receivedAt: Date): string {
  const day = /^\s*(\d{1,2})\s*(?:月|[-/.](?=\d{1,2}\s*(?:$|日|前)))\s*(\d{1,2})(.*)$/.exec(text.normalize('NFKC'));
  if (!day) return text;
  const received = shanghaiDay(receivedAt);
  const dated = `${received.slice(0, 4)}-${day[1]!.padStart(2, '0')}-${day[2]!.padStart(2, '0')}`;
  const year = Number(received.slice(0, 4)) + (dated < received ? 1 : 0);
  return `${year}年${day[1]}月${day[2]}${day[3]}`;
}

const rejectLine = ({ row, sheet, column, code, reason }: Reject): object => ({ row, ...(sheet === undefined ? {} : { sheet }), column, reason, code });
