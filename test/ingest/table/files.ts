import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Writes bytes into a file of a folder of its own, which goes away with the test. */
export async function tempFile(name: string, content: string | Buffer): Promise<string> {
  const path = join(await tempDir(), name);
  await writeFile(path, content);
  return path;
}

export async function tempDir(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'yuqing-table-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

/** Texts in GB18030 for tests, by hand: Node decodes it and does not encode it. */
export const GB: Record<string, Buffer> = Object.fromEntries(
  Object.entries({
    '工单编号,诉求内容': 'b9a4b5a5b1e0bac52ccbdfc7f3c4dac8dd',
    路灯不亮: 'c2b7b5c6b2bbc1c1',
    停水: 'cda3cbae',
    // 4 bytes: GBK has no place for this character.
    '㐀村': '8139ee39b4e5',
  }).map(([text, hex]) => [text, Buffer.from(hex, 'hex')]),
);
