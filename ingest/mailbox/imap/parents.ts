import type { ImapFlow } from 'imapflow';

/** Questions to the server in one reading. */
const MOST_SEARCHES = 500;

/** Which of the mails that a mail answers lies in the same folder. */
export class ParentFinder {
  private readonly known = new Map<string, boolean>();
  private searches = 0;

  /** The first of these ids that is there; null where none is. */
  async find(client: ImapFlow, ids: readonly string[]): Promise<string | null> {
    for (const id of ids) if (await this.isThere(client, id)) return id;
    return null;
  }

  private async isThere(client: ImapFlow, id: string): Promise<boolean> {
    const known = this.known.get(id);
    if (known !== undefined) return known;
    if (this.searches >= MOST_SEARCHES || !/^[\x21-\x7e]+$/.test(id)) return false;
    this.searches += 1;
    const found = await client.search({ header: { 'message-id': id } }, { uid: true });
    const there = Array.isArray(found) && found.length > 0;
    this.known.set(id, there);
    return there;
  }
}
