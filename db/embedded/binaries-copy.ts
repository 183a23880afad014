import { existsSync } from 'node:fs';
import { chmod, cp, lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { YuqingError } from '../../model/index.ts';

/** Written last into a copy: how many entries it holds, so that a copy that was cut short or swept is not used. */
const MARKER = '.complete';

/**
 * npm cannot carry symbolic links, so the package makes its library links in a postinstall script;
 * after `npm install --ignore-scripts` they are missing and we make them.
 * @returns false when they are missing and the directory cannot be written
 */
export async function linkLibraries(native: string): Promise<boolean> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(dirname(native), target);
    if (existsSync(link)) continue;
    try {
      await symlink(basename(source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
  }
  return true;
}

/**
 * A copy of the binaries that every account may read, made once per version: PostgreSQL must not run
 * as root, and its unprivileged account cannot look into a checkout under /root.
 */
export async function copyForAll(native: string, version: string): Promise<string> {
  const failures: string[] = [];
  for (const parent of cacheParents()) {
    const target = join(parent, `yuqing-pg-${version}-${process.getuid?.() ?? 0}`, 'native');
    try {
      return await copyTo(native, target);
    } catch (error) {
      failures.push(`${parent}:${(error as Error).message}`);
    }
  }
  throw new YuqingError(
    'DB_START_FAILED',
    `内置数据库的程序要先复制到所有用户可读的目录,但没有成功(${failures.join(';')})`,
    '请检查磁盘空间与目录权限(约需 70 MB),或把本软件安装到 /opt 之类所有用户可读的目录,或设置 DATABASE_URL 使用外部数据库',
  );
}

/** /var/cache is nobody else's to write and is not swept by age, as /var/tmp may be. */
function cacheParents(): string[] {
  return process.getuid?.() === 0 ? ['/var/cache', '/var/tmp'] : [join(homedir(), '.cache'), '/var/tmp'];
}

async function copyTo(native: string, target: string): Promise<string> {
  const holder = dirname(target);
  await mkdir(dirname(holder), { recursive: true });
  await mkdir(holder, { mode: 0o755 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await assertOurs(holder);
  await chmod(holder, 0o755);
  if (await isComplete(target)) return target;

  const fresh = await mkdtemp(join(holder, 'copying-'));
  try {
    await cp(native, join(fresh, 'native'), { recursive: true, verbatimSymlinks: true });
    await linkLibraries(join(fresh, 'native'));
    const entries = await openToAll(join(fresh, 'native'));
    await writeFile(join(fresh, 'native', MARKER), String(entries), { mode: 0o644 });
    await rename(join(fresh, 'native'), target).catch(async () => {
      if (await isComplete(target)) return;
      // An incomplete copy is moved aside, not emptied: a running server may have its files open.
      await rename(target, join(fresh, 'incomplete'));
      await rename(join(fresh, 'native'), target);
    });
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  return target;
}

/** In a directory that everybody may write, somebody else's programs could lie in wait under our name. */
async function assertOurs(dir: string): Promise<void> {
  const found = await lstat(dir);
  if (!found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o022) !== 0) {
    throw new Error(`${dir} 不属于当前用户或可被他人改写,请检查后删除它`);
  }
}

async function isComplete(target: string): Promise<boolean> {
  const expected = await readFile(join(target, MARKER), 'utf8').catch(() => undefined);
  if (expected === undefined) return false;
  const found = await readdir(target, { recursive: true });
  return found.length - 1 === Number(expected);
}

/** Lets everybody read (and run what can be run); returns the number of entries. */
async function openToAll(dir: string): Promise<number> {
  await chmod(dir, 0o755);
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const { mode } = await lstat(path);
    await chmod(path, entry.isDirectory() || (mode & 0o100) !== 0 ? 0o755 : 0o644);
  }
  return entries.length;
}
