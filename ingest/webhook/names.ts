import { parseColumnMap, type ColumnMap } from '../hotline/header.ts';

/**
 * Names of ours that a system may push by, besides the aliases that every table is read by. Case, `_` and `.` do not
 * count, so that `mainUnit` is `main_unit` too.
 */
const OURS: Readonly<Record<string, string>> = {
  source_no: 'externalId sourceNo refNo', received_at: 'receivedAt', received_clock: 'receivedClock', channel: 'channel', request_type: 'type requestType',
  title: 'title', content: 'body content', cat1: 'cat1', cat2: 'cat2', cat3: 'cat3', cat4: 'cat4', cat5: 'cat5', location: 'place location',
  'person.name': 'name person.name contact.name', 'person.phone': 'phone person.phone contact.phone', 'person.id': 'idNumber person.id contact.idNumber',
  'person.address': 'person.address contact.address', 'person.other': 'person.other', main_unit: 'mainUnit', co_unit: 'coUnits coUnit', due_at: 'dueAt dueText',
  status: 'status', reply: 'reply', reply_at: 'replyAt', closed_at: 'closedAt', url: 'url', 'engage.likes': 'likes engage.likes', 'engage.reposts': 'reposts engage.reposts',
  'engage.comments': 'engage.comments', 'engage.reads': 'reads engage.reads',
};

const ENTRIES = Object.entries(OURS).flatMap(([field, names]) => names.split(' ').map((name) => `${name}=${field}`));

/** What keys mean, the source's own `列=字段` before our names. @throws MAP_INVALID */
export const pushedMap = (own: readonly string[]): ColumnMap => parseColumnMap([...ENTRIES, ...own]);
