import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliDecompress, constants, gunzip, inflate, inflateRaw } from 'node:zlib';
import { FetchError, place } from './errors.ts';
import { createTurns } from './turns.ts';

/** Encodings we ask for. */
export const ACCEPT_ENCODING = 'gzip, deflate, br';
/** A server may stack two, never more. */
const MOST_LAYERS = 2;

/** One at a time in this process: a hundred bombs met at once would each be allowed their `maxBytes`. */
const unpacking = createTurns(0);

const isGzip = (b: Uint8Array) => b[0] === 0x1f && b[1] === 0x8b;

/**
 * Reads a body to its end and unpacks it, with one limit on what comes over the wire and on what comes out, so that
 * neither an endless body nor a few kilobytes that unpack to gigabytes fill the memory.
 *
 * @throws FetchError FETCH_TOO_LARGE past `maxBytes`
 */
export async function readBody(body: Readable, headers: Record<string, string>, url: URL, maxBytes: number): Promise<Buffer> {
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw tooLarge(url, maxBytes, false);
  const layers = (headers['content-encoding'] ?? '').toLowerCase().split(',').map((s) => s.trim()).filter((s) => s !== '' && s !== 'identity');
  if (layers.length > MOST_LAYERS) throw new FetchError('FETCH_FAILED', `抓取失败:应答套了 ${layers.length} 层压缩(${place(url)})`, '对方可能不是正常的网站,请核对地址');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(url, maxBytes, false);
    chunks.push(chunk);
  }
  let bytes: Buffer = Buffer.concat(chunks, size);
  for (const layer of layers.reverse()) bytes = await unpackInTurn(layer, bytes, url, maxBytes);
  // A feed saved as .xml.gz is served as a plain file.
  return isGzip(bytes) ? unpackInTurn('gzip', bytes, url, maxBytes) : bytes;
}

const unpackInTurn = (layer: string, bytes: Buffer, url: URL, maxBytes: number) => unpacking.take('', () => unpack(layer, bytes, url, maxBytes));

async function unpack(layer: string, bytes: Buffer, url: URL, maxBytes: number): Promise<Buffer> {
  // A stream that ends without its trailer still gives what was in it, as browsers do.
  const limits = { maxOutputLength: maxBytes, finishFlush: constants.Z_SYNC_FLUSH };
  try {
    if (layer === 'gzip' || layer === 'x-gzip') return await promisify(gunzip)(bytes, limits);
    if (layer === 'br') return await promisify(brotliDecompress)(bytes, { maxOutputLength: maxBytes });
    // "deflate" is zlib by the book and bare deflate by Microsoft's; the first byte tells.
    if (layer === 'deflate') return await promisify(((bytes[0] ?? 0) & 0x0f) === 8 ? inflate : inflateRaw)(bytes, limits);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(url, maxBytes, true);
    throw error;
  }
  throw new FetchError('FETCH_FAILED', `抓取失败:不认识的压缩方式 ${layer.slice(0, 20)}(${place(url)})`, '请核对地址');
}

function tooLarge(url: URL, maxBytes: number, unpacked: boolean): FetchError {
  const limit = maxBytes >= 1_048_576 ? `${+(maxBytes / 1_048_576).toFixed(1)} MB` : `${Math.ceil(maxBytes / 1_024)} KB`;
  return new FetchError(
    'FETCH_TOO_LARGE', `内容${unpacked ? '解开后' : ''}超过 ${limit} 的上限,已停止下载:${place(url)}`,
    '请核对这是不是订阅源的地址;确有这么大时,请调高该信源的 maxBytes',
  );
}
