import type { Migration } from 'kysely';
import * as people from './20261124_01_people.ts';
import * as items from './20261124_02_items.ts';
import * as judgement from './20261124_03_judgement.ts';
import * as tickets from './20261124_04_tickets.ts';
import * as deadlines from './20261124_05_deadlines.ts';
import * as delivery from './20261124_06_delivery.ts';
import * as reading from './20261124_07_reading.ts';
import * as messages from './20261124_08_messages.ts';
import * as stancePlace from './20261124_09_stance_place.ts';
import * as corrections from './20261124_10_corrections.ts';
import * as replyQuality from './20261124_12_reply_quality.ts';
import * as leadReason from './20261124_14_lead_reason.ts';
import * as topicVectors from './20261124_16_topic_vectors.ts';

/** Every migration by its timestamped name, in order; never edit one that has landed. */
export const migrations: Record<string, Migration> = {
  '20261124_01_people': people,
  '20261124_02_items': items,
  '20261124_03_judgement': judgement,
  '20261124_04_tickets': tickets,
  '20261124_05_deadlines': deadlines,
  '20261124_06_delivery': delivery,
  '20261124_07_reading': reading,
  '20261124_08_messages': messages,
  '20261124_09_stance_place': stancePlace,
  '20261124_10_corrections': corrections,
  '20261124_12_reply_quality': replyQuality,
  '20261124_14_lead_reason': leadReason,
  '20261124_16_topic_vectors': topicVectors,
};
