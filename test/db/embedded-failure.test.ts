import { describe, expect, it } from 'vitest';
import { startFailure } from '../../db/embedded/failure.ts';
import { YuqingError } from '../../model/errors.ts';

describe('why the embedded server did not start', () => {
  it.each([
    ['FATAL:  could not write lock file "postmaster.pid": No space left on device', '磁盘已满'],
    ['FATAL:  could not open file "global/pg_filenode.map": Permission denied', '没有权限'],
    ['LOG:  could not bind IPv4 address "127.0.0.1": Address already in use', '端口被占用'],
    ['PANIC:  could not locate a valid checkpoint record at 0/220AA60', '可能已损坏'],
    ['FATAL:  data directory "/data/pg" has wrong ownership', 'chown -R'],
    ['FATAL:  could not map anonymous shared memory: Cannot allocate memory', '内存不足'],
    ['initdb: could not look up effective user ID 54321: user does not exist', '/etc/passwd'],
    ['initdb: error while loading shared libraries: libicuuc.so.60: cannot open shared object file', 'DATABASE_URL'],
  ])('%s → %s', (line, remedy) => {
    const failure = startFailure('PostgreSQL 没有起来', new Error('postgres ended: code 1'), ['LOG:  earlier', line]);
    expect(failure.code).toBe('DB_START_FAILED');
    expect(failure.message).toContain(line);
    expect(failure.remedy).toContain(remedy);
  });

  it('keeps an error that already says what to do', () => {
    const ours = new YuqingError('DB_START_FAILED', '原因', '办法');
    expect(startFailure('没有成功', ours)).toBe(ours);
  });
});
