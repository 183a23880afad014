import type { FastifyError, FastifyInstance } from 'fastify';
import type { Seal } from '../../ingest/seal.ts';
import { YuqingError, type ErrorCode } from '../../model/index.ts';
import type { Desk } from './desk.ts';

/** What the seal seals must be kept, or nothing is taken in. @throws CONFIG_INVALID, answered 503 */
export function sealOf(desk: Desk): Seal {
  if (desk.seal) return desk.seal;
  throw new YuqingError('CONFIG_INVALID', '本席位没有联系方式密钥,只能看,不能接收', '请用 yuqing start 启动席位,并检查 YUQING_KEY_FILE');
}

const STATUS: Partial<Record<ErrorCode, number>> = { SIGNATURE_WRONG: 401, REQUEST_TOO_LARGE: 413, CONFIG_INVALID: 503, MAP_INVALID: 503, HEADER_UNRECOGNISED: 400, SOURCE_CONFLICT: 409 };

/** Answers in words what only routes that take something in can meet; all else is left to the server's own answers. */
export function answerTakingIn(scope: FastifyInstance): void {
  scope.setErrorHandler(async (thrown: FastifyError, _request, reply) => {
    const error = inWords(thrown);
    if (!(error instanceof YuqingError)) throw thrown;
    const status = thrown.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' ? 415 : STATUS[error.code];
    if (status === undefined) throw thrown;
    reply.code(status);
    return { error: { code: error.code, message: error.message, remedy: error.remedy ?? null } };
  });
}

function inWords(thrown: FastifyError): Error {
  if (thrown.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new YuqingError('REQUEST_TOO_LARGE', '请求体太大', '请分批提交');
  if (thrown.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return new YuqingError('REQUEST_INVALID', '不收这种内容类型', '请用 Content-Type: application/json(每行一条时用 application/x-ndjson)');
  }
  return thrown;
}
