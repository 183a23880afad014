import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findBrowser } from '../../../ingest/render/find.ts';

let dir: string;
beforeEach(async () => { dir = await mkdtemp(join(tmpdir(), 'yuqing-test-')); });
afterEach(() => rm(dir, { recursive: true }));

async function program(...path: string[]): Promise<string> {
  const file = join(dir, ...path);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, '');
  await chmod(file, 0o755);
  return file;
}

it('the named one is taken, or nothing', async () => {
  const file = await program('my-chromium');
  expect(findBrowser(file, {}, 'linux')).toBe(file);
  expect(() => findBrowser(join(dir, 'none'), { PATH: dir }, 'linux')).toThrow('指明的 Chromium 不存在或不能执行');
});

it('else the first in PATH, Chromium before Chrome', async () => {
  const chrome = await program('a', 'google-chrome');
  expect(findBrowser(undefined, { PATH: `${dir}/none:${dir}/a:${dir}/b` }, 'linux')).toMatch(/chromium$|google-chrome$/);
  const chromium = await program('b', 'chromium');
  expect(findBrowser(undefined, { PATH: `${dir}/a:${dir}/b` }, 'linux')).toBe(chromium);
  expect(chrome).toContain('google-chrome');
});

it('on Windows under the program folders', async () => {
  const chrome = await program('Files', 'Google', 'Chrome', 'Application', 'chrome.exe');
  expect(findBrowser(undefined, { 'PROGRAMFILES(X86)': join(dir, 'none'), PROGRAMFILES: join(dir, 'Files') }, 'win32')).toBe(chrome);
  expect(() => findBrowser(undefined, { PROGRAMFILES: join(dir, 'none') }, 'win32')).toThrow('找不到 Chromium');
});
