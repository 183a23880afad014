/** 政策文件 as it was read: what it asks of whom and by when, and what a watch on it looks for. */
export interface PolicyToKeep {
  /** SHA-256 (hex) of the file: the same document again is the same policy. */
  hash: string;
  title: string;
  number: string | null;
  /** YYYY-MM-DD. */
  issuedAt: string | null;
  truncated: boolean;
  keywords: string[];
  /** 三同步 in its own words; null where it says nothing of it. */
  threeSync: string[] | null;
  /** Working days after publication within which it wants an interpretation itself. */
  interpretWithinWorkdays: number | null;
  tasks: { no: number; text: string; lead: string[]; assist: string[]; dueOn: string | null }[];
}
