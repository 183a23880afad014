import type { FastifyError, FastifyInstance } from 'fastify';
import { YuqingError, errorText, type ErrorCode } from '../../model/index.ts';
import type { Log } from './log.ts';

/** Every failure leaves as `{ error: { code, message, remedy } }`, in Chinese, without a stack, SQL or secret. */
interface ErrorBody {
  error: { code: string; message: string; remedy: string | null };
}

const STATUS: Partial<Record<ErrorCode, number>> = {
  REQUEST_INVALID: 400, HOST_REFUSED: 403, NOT_FOUND: 404, TICKET_CHANGED: 409, VERDICT_CHANGED: 409, TICKET_MOVE_UNLAWFUL: 409,
  DB_UNREACHABLE: 503, QUEUE_UNREACHABLE: 503,
};

/** Connection refused, reset or timed out; server shutting down; too many connections. */
const DB_AWAY = /^(ECONN|EPIPE|ETIMEDOUT|57P0|08|53300)/;

export function answerErrors(app: FastifyInstance, log: Log): void {
  app.setNotFoundHandler(async (_request, reply) => {
    reply.code(404);
    return body(new YuqingError('NOT_FOUND', '没有这个地址', '请从首页 / 进入'));
  });
  app.setErrorHandler(async (thrown: FastifyError, request, reply) => {
    const error = toYuqingError(thrown);
    if (!error) {
      log.error({ error: errorText(thrown), stack: thrown.stack, route: request.routeOptions.url }, '席位请求出错');
      reply.code(500);
      return { error: { code: 'INTERNAL', message: '服务器内部错误', remedy: '请稍后重试;仍然出错请查看运行日志' } } satisfies ErrorBody;
    }
    reply.code(STATUS[error.code] ?? 500);
    return body(error);
  });
}

function toYuqingError(thrown: FastifyError): YuqingError | null {
  if (thrown instanceof YuqingError) return thrown;
  if (DB_AWAY.test(thrown.code ?? '') || /^(Connection terminated|timeout exceeded when trying to connect)/.test(thrown.message)) {
    return new YuqingError('DB_UNREACHABLE', '数据库暂时连不上', '系统会自动重试;持续不恢复请运行 yuqing doctor', { cause: thrown });
  }
  if (thrown.statusCode !== undefined && thrown.statusCode >= 400 && thrown.statusCode < 500) {
    return new YuqingError('REQUEST_INVALID', '请求格式有误', '请修正后重试', { cause: thrown });
  }
  return null;
}

function body(error: YuqingError): ErrorBody {
  return { error: { code: error.code, message: error.message, remedy: error.remedy ?? null } };
}
