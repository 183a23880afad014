import type { IncomingItem, ReadEvent, RowRef } from '../../model/index.ts';

/** What the account answered, in a row of its own. */
export interface Answer {
  text: string;
  at: Date | null;
  /** The comment that it answers, where the row says it. */
  parentId: string | null;
}

/** Holds each comment until the row behind it is known: an answer of the account belongs to the comment above it. */
export class HeldComment {
  private held: { item: IncomingItem; at: RowRef } | null = null;

  /** @returns the comment before, which is complete */
  * comment(item: IncomingItem, at: RowRef): Generator<ReadEvent> {
    yield* this.flush();
    this.held = { item, at };
  }

  /** Where the answer has gone: the row of its comment, null where none stands above it. */
  answer(answer: Answer): number | null {
    const { held } = this;
    if (!held || (answer.parentId !== null && answer.parentId !== held.item.externalId)) return null;
    held.item = {
      ...held.item,
      reply: held.item.reply === null || held.item.reply === answer.text ? answer.text : `${held.item.reply}\n${answer.text}`,
      replyAt: answer.at ?? held.item.replyAt,
    };
    return held.at.row;
  }

  * flush(): Generator<ReadEvent> {
    const { held } = this;
    this.held = null;
    if (held) yield { type: 'item', ...held };
  }
}
