import type { IncomingItem } from '../../model/index.ts';

/** A hotline message as a reader would bring it; tests name what matters to them. */
export function incoming(externalId: string, over: Partial<IncomingItem> = {}): IncomingItem {
  return {
    externalId, kind: 'message', title: null, body: `清河市民反映路灯不亮 ${externalId}`, url: null, author: null,
    publishedAt: new Date('2026-11-20T02:00:00Z'), precision: 'second', channel: null, requestType: null, place: null,
    categoryPath: [], mainUnit: null, coUnits: [], status: null, reply: null, replyAt: null, closedAt: null, dueText: null,
    engagement: {}, contact: null, raw: { 工单编号: externalId }, marks: [], ...over,
  };
}
