import { describe, expect, it } from 'vitest';
import { YuqingError } from '../../../model/errors.ts';
import { backoffMs, isWorthRetrying } from '../../../workers/queue/retry.ts';
import { isUnreachable, placeOf, unreachable } from '../../../workers/queue/unreachable.ts';

describe('the pause before another attempt', () => {
  const retry = { attempts: 9, baseMs: 1_000, capMs: 10_000 };

  it('doubles up to its cap', () => {
    expect([1, 2, 3, 4, 5, 40].map((failed) => backoffMs(retry, failed, () => 1))).toEqual([1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
  });

  it('is spread over its upper half', () => {
    expect([0, 0.5, 1].map((random) => backoffMs(retry, 3, () => random))).toEqual([2_000, 3_000, 4_000]);
  });
});

describe('what is tried again', () => {
  it('is what may pass by itself, and what we do not know', () => {
    expect(isWorthRetrying(new YuqingError('FETCH_TIMEOUT', '超时'))).toBe(true);
    expect(isWorthRetrying(new TypeError('x is not a function'))).toBe(true);
    expect(isWorthRetrying(new YuqingError('ROW_NO_TIME', '没有时间'))).toBe(false);
    expect(isWorthRetrying(new YuqingError('MODEL_DAMAGED', '模型损坏'))).toBe(false);
  });
});

describe('a server that cannot be reached', () => {
  it.each([
    [Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' }), true],
    [new AggregateError([Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })], ''), true],
    [Object.assign(new Error('the database system is shutting down'), { code: '57P03' }), true],
    [Object.assign(new Error('password authentication failed for user "yuqing"'), { code: '28P01' }), true],
    [new Error('WRONGPASS invalid username-password pair or user is disabled.'), true],
    [Object.assign(new Error('duplicate key value'), { code: '23505' }), false],
    [new TypeError('x is not a function'), false],
    ['words', false],
  ])('is told from other faults: %s', (error, expected) => {
    expect(isUnreachable(error)).toBe(expected);
  });

  it('is named without user and password, and a wrong password is said to be one', () => {
    expect(placeOf('rediss://user:secret@10.0.0.5:6380/2?x=secret')).toBe('rediss://10.0.0.5:6380/2');
    expect(placeOf('secret nonsense')).not.toContain('secret');
    const failure = unreachable('redis://10.0.0.5', new Error('WRONGPASS invalid username-password pair'));
    expect(failure).toMatchObject({ code: 'QUEUE_UNREACHABLE', remedy: expect.stringContaining('REDIS_URL 里的用户名和密码') });
    expect(unreachable('redis://10.0.0.5', new AggregateError([Object.assign(new Error(''), { code: 'ECONNREFUSED' })], '')).message).toContain('ECONNREFUSED');
  });
});
