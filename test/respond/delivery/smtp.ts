import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

interface Arrived {
  from: string;
  to: string[];
  raw: Buffer;
  secure: boolean;
}

function guard(done: (error?: Error | null) => void, check: () => void): void {
  try {
    check();
  } catch (error) {
    done(error as Error);
    return;
  }
  done();
}

/** A real SMTP server on loopback that keeps what it takes. `on.*` throw to refuse: `reply(550, '…')`. */
export async function startSmtp(on: { rcpt?: (address: string) => void; data?: (raw: Buffer) => void; mailFrom?: (address: string) => void; auth?: (user: string, pass: string) => void } = {}, options: SMTPServerOptions = {}) {
  const arrived: Arrived[] = [];
  const connections = { count: 0 };
  const server = new SMTPServer({
    authOptional: true, disabledCommands: on.auth ? [] : ['AUTH'], hideSTARTTLS: true, logger: false, ...options,
    onConnect(_session, done) { connections.count += 1; done(); },
    onAuth(auth, _session, done) {
      try {
        on.auth?.(auth.username ?? '', auth.password ?? '');
        done(null, { user: auth.username ?? '' });
      } catch (error) {
        done(error as Error);
      }
    },
    onMailFrom: (address, _session, done) => guard(done, () => on.mailFrom?.(address.address)),
    onRcptTo: (address, _session, done) => guard(done, () => on.rcpt?.(address.address)),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (c: Buffer) => chunks.push(c));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks);
        try {
          on.data?.(raw);
        } catch (error) {
          done(error as Error);
          return;
        }
        const { mailFrom, rcptTo } = session.envelope;
        arrived.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map((r) => r.address), raw, secure: session.secure });
        done();
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.server.address() as AddressInfo;
  return { port, arrived, connections, close: () => new Promise<void>((resolve) => { server.close(() => resolve()); }) };
}

/** An SMTP answer with a code of our choosing. */
export function reply(code: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode: code });
}
