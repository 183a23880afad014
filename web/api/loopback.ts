import { isIP } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { YuqingError } from '../../model/index.ts';

/** Names by which a browser on this machine calls it; `[::1]` is how URL writes IPv6. */
const NAMES = ['127.0.0.1', 'localhost', '[::1]'];

/** Refuses to bind elsewhere while there is no login: whoever reaches the port reads everything. */
export function refuseOtherHosts(host: string): void {
  if (NAMES.includes(isIP(host) === 6 ? `[${host}]` : host)) return;
  throw new YuqingError('HOST_REFUSED', `席位还没有登录功能,只能监听本机地址,不能监听 ${host}`,
    '请用 127.0.0.1;需要从别的电脑查看时,用 SSH 端口转发:ssh -L 8080:127.0.0.1:8080 用户@本机');
}

/**
 * What a stranger could still do through a browser on this machine. DNS rebinding: a page's own name is pointed at
 * 127.0.0.1, so the Host header must be ours. A page of another origin: its Origin must be the one it calls.
 * And should somebody bind the server wider in another way, only callers from this machine are answered.
 */
export function guardLoopback(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    if (!fromThisMachine(request)) throw refused('请求不是从本机发出的');
    const host = request.headers.host ?? '';
    if (!NAMES.includes(hostName(host))) throw refused('请求的主机名不是本机');
    const { origin } = request.headers;
    if (origin !== undefined && origin !== `http://${host}`) throw refused('请求来自别的网站');
  });
}

function refused(message: string): YuqingError {
  return new YuqingError('HOST_REFUSED', message, '请在本机浏览器打开 http://127.0.0.1:端口');
}

function hostName(host: string): string {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '';
}

function fromThisMachine(request: FastifyRequest): boolean {
  const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  return address === '::1' || address.startsWith('127.');
}
