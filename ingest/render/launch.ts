import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { YuqingError } from '../../model/index.ts';
import { flags } from './flags.ts';
import { CLOSE_MS, LAUNCH_MS } from './limits.ts';
import { connect, type BrowserGone, type Connection } from './pipe.ts';
import { makeProfile, removeProfile } from './profile.ts';

export interface RunningBrowser {
  pid: number;
  connection: Connection;
  /** Settles when nothing more comes from it, with what whoever waits for it gets. */
  gone: Promise<BrowserGone>;
  /** Settles when the process has ended and its profile is removed. */
  ended: Promise<void>;
  /** Asks it to end, and kills it when it does not. */
  close(): Promise<void>;
  /** Kills all its processes at once. */
  kill(): void;
  /** Whether it keeps our own process running. */
  hold(held: boolean): void;
}

/** @throws YuqingError RENDER_NO_BROWSER when it does not start */
export async function launch(executable: string, tmpDir: string): Promise<RunningBrowser> {
  const profile = makeProfile(tmpDir);
  // Chromium's sandbox refuses to run as root.
  const sandbox = process.getuid?.() !== 0;
  const child = spawn(executable, flags(profile, sandbox), {
    // The leader of a group of its own, so that all of it can be killed, and Ctrl-C does not reach it before us.
    detached: process.platform !== 'win32', stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'], env: environment(profile), windowsHide: true,
  });
  const words = lastWords(child);
  let isOver = false;
  // Once it is over its number may be another's.
  const kill = () => { if (!isOver) killTree(child); };
  const atExit = () => {
    kill();
    removeProfile(profile);
  };
  process.once('exit', atExit);
  let tellGone: (gone: BrowserGone) => void = () => {};
  const gone = new Promise<BrowserGone>((resolve) => { tellGone = resolve; });
  const connection = connect(child.stdio[4] as Readable, child.stdio[3] as Writable, (why) => {
    kill();
    tellGone(why);
  });
  const ended = over(child).then(() => {
    connection.end('browser ended');
    // Its children notice a little later that it is gone, and must not write into the profile again.
    kill();
    isOver = true;
    process.off('exit', atExit);
    removeProfile(profile);
  });
  const browser: RunningBrowser = {
    pid: child.pid ?? 0, connection, gone, ended, kill,
    close: async () => {
      connection.send('Browser.close').catch(() => {});
      await Promise.race([ended, sleep(CLOSE_MS, undefined, { ref: false })]);
      kill();
      await ended;
    },
    hold: (held) => {
      for (const part of [child, ...child.stdio.slice(2)] as { ref(): void; unref(): void }[]) part[held ? 'ref' : 'unref']();
    },
  };
  const limit = new AbortController();
  try {
    const started = await Promise.race([connection.send('Target.setDiscoverTargets', { discover: true }), sleep(LAUNCH_MS, null, { signal: limit.signal })]);
    if (started === null) throw new Error(`no answer within ${LAUNCH_MS} ms`);
    return browser;
  } catch (error) {
    kill();
    await ended;
    throw new YuqingError('RENDER_NO_BROWSER', `Chromium 启动不了(${executable})${words()}`, sandbox ?
      '请在命令行试运行它;提示 sandbox 时,请允许非特权用户命名空间(kernel.unprivileged_userns_clone),或换用系统自带的 Chromium 安装包' :
      '请在命令行试运行它;缺少库时重新安装 Chromium', { cause: error });
  } finally {
    limit.abort();
  }
}

/** Nothing of ours: neither the database's address nor a key may be read out of a browser. */
function environment(home: string): NodeJS.ProcessEnv {
  const kept = ['PATH', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'SYSTEMROOT', 'PROGRAMFILES', 'PROGRAMFILES(X86)'];
  return {
    ...Object.fromEntries(kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))),
    HOME: home, TMPDIR: home, TEMP: home, TMP: home, LOCALAPPDATA: home, LANG: 'zh_CN.UTF-8', TZ: 'Asia/Shanghai',
  };
}

/** The end of what it said on stderr, for the one who must find out why it did not start. */
function lastWords(child: ChildProcess): () => string {
  let tail = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => { tail = (tail + text).slice(-500); });
  return () => (tail.trim() === '' ? '' : `:${tail.trim().split('\n').slice(-3).join(' ')}`);
}

async function over(child: ChildProcess): Promise<void> {
  try {
    await once(child, 'exit');
  } catch {
    // it could not even be started
  }
}

function killTree(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { windowsHide: true });
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // the whole group has ended
  }
}
