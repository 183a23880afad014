import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findProgram, freePort } from './loopback.ts';
import { until } from './wait.ts';

const run = promisify(execFile);
/** Where a mail may not be read as root: nobody's. */
const NOBODY = 65_534;

export interface TestMailServer {
  port: number;
  tlsPort: number;
  /** PEM of its self-signed certificate, for the name `mail.qinghe.test`. */
  certificate: string;
  user: string;
  password: string;
  /** Puts a mail into a folder (INBOX): it arrives at `at`. */
  deliver(mail: string | Uint8Array, opts?: { at?: Date; folder?: string }): Promise<void>;
  makeFolder(name: string): Promise<void>;
  /** doveadm on this server: `doveadm('expunge', '-u', user, 'mailbox', 'INBOX', 'uid', '3')`. */
  doveadm(...args: string[]): Promise<string>;
  /** Ends the server at once, with all its connections. */
  down(): Promise<void>;
  /** Starts it again, on the same ports. */
  up(): Promise<void>;
  stop(): Promise<void>;
}

/** Where dovecot is (Debian: dovecot-imapd); null when this machine has none. */
export const findDovecot = (): string | null => findProgram('dovecot', 'nothing is tested against an IMAP server', ['/usr/sbin', '/usr/local/sbin']);

/** Starts a real dovecot on free loopback ports, with one mailbox; null when there is none (see findDovecot). */
export async function startDovecot(): Promise<TestMailServer | null> {
  const program = findDovecot();
  if (program === null) return null;
  const dir = await mkdtemp(join(tmpdir(), 'yuqing-dovecot-'));
  const root = process.getuid?.() === 0;
  const [uid, gid] = root ? [NOBODY, NOBODY] : [process.getuid!(), process.getgid!()];
  const [port, tlsPort] = [await freePort(), await freePort()];
  const user = 'szxx@qinghe.test';
  const password = '口令 "x\\y" 1';
  const home = join(dir, 'home');
  const maildir = join(home, 'Maildir');
  await chmod(dir, 0o755);
  const own = async (path: string) => { if (root) await chown(path, uid, gid); };
  const makeDir = async (path: string) => { await mkdir(path, { recursive: true }); await own(path); };
  const makeMaildir = async (path: string) => { for (const sub of ['', 'new', 'cur', 'tmp']) await makeDir(join(path, sub)); };
  await makeDir(home);
  await makeMaildir(maildir);
  await writeFile(join(dir, 'passwd'), `${user}:{PLAIN}${password}:${uid}:${gid}::${home}::\n`);
  const { certificate } = await makeCertificate(dir);
  const conf = join(dir, 'dovecot.conf');
  await writeFile(conf, configuration({ dir, port, tlsPort, uid, root, group: root ? '' : (await run('id', ['-gn'])).stdout.trim() }));

  let child: ChildProcess | null = null;
  const up = async () => {
    child = spawn(program, ['-F', '-c', conf], { stdio: 'ignore' });
    let gone = false;
    child.once('exit', () => { gone = true; });
    await until('dovecot to answer', async () => {
      if (gone) throw new Error(`dovecot ended: ${await readFile(join(dir, 'log'), 'utf8').catch(() => 'no log')}`);
      return (await greets(port)) && greets(tlsPort, false);
    });
  };
  const down = async () => {
    if (child === null || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
    child = null;
  };
  let made = 0;
  await up();
  return {
    port, tlsPort, certificate, user, password, up, down,
    async deliver(mail, { at = new Date(), folder } = {}) {
      made += 1;
      const name = `${1_700_000_000 + made}.${process.pid}_${made}.qinghe`;
      const box = folder === undefined ? maildir : join(maildir, `.${folder}`);
      const file = join(box, 'tmp', name);
      await writeFile(file, mail);
      await own(file);
      await utimes(file, at, at);
      await rename(file, join(box, 'new', name));
    },
    makeFolder: (name) => run('doveadm', ['-c', conf, 'mailbox', 'create', '-u', user, name]).then(() => undefined),
    doveadm: async (...args) => (await run('doveadm', ['-c', conf, ...args])).stdout,
    async stop() {
      await down();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** What is not of this server's own directory is turned off; nothing is shared with a dovecot of the system. */
function configuration({ dir, port, tlsPort, uid, root, group }: { dir: string; port: number; tlsPort: number; uid: number; root: boolean; group: string }): string {
  const me = userInfo();
  return `
protocols = imap
listen = 127.0.0.1
base_dir = ${dir}/run
state_dir = ${dir}/state
log_path = ${dir}/log
instance_name = yuqing-test-${port}
${root ? '' : `default_internal_user = ${me.username}\ndefault_login_user = ${me.username}\ndefault_internal_group = ${group}`}
first_valid_uid = ${Math.min(uid, 500)}
mail_location = maildir:~/Maildir
mail_fsync = never
disable_plaintext_auth = no
auth_mechanisms = plain login
ssl = yes
ssl_cert = <${dir}/cert.pem
ssl_key = <${dir}/key.pem
ssl_dh = 
passdb {
  driver = passwd-file
  args = ${dir}/passwd
}
userdb {
  driver = passwd-file
  args = ${dir}/passwd
}
namespace inbox {
  inbox = yes
  separator = /
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = ${tlsPort}
    ssl = yes
  }
}
`;
}

async function makeCertificate(dir: string): Promise<{ certificate: string }> {
  await run('openssl', [
    'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '36500', '-subj', '/CN=mail.qinghe.test', '-addext', 'subjectAltName=DNS:mail.qinghe.test,DNS:localhost',
    '-keyout', join(dir, 'key.pem'), '-out', join(dir, 'cert.pem'),
  ]);
  return { certificate: await readFile(join(dir, 'cert.pem'), 'utf8') };
}

/** Whether something listens there and, in the clear, says so. */
async function greets(port: number, speaks = true): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('error', () => end(false));
    socket.once('connect', () => { if (!speaks) end(true); });
    socket.once('data', (data) => end(data.toString().startsWith('* OK')));
    socket.setTimeout(2_000, () => end(false));
  });
}
