import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutValues, parseExact } from '../../../ingest/comments/json-values.ts';
import { readText } from './collect.ts';

const comment = (n: number, more: object = {}) => ({ comment_id: `c${n}`, create_time: 1795482307, content: `第${n}条`, ...more });
const bodies = async (name: string, text: string) => {
  const { items, rejects } = await readText(name, text);
  return { items: items.map((i) => [i.at.row, i.externalId]), rejects: rejects.map((r) => [r.row, r.code]) };
};

describe('JSON of any build', () => {
  it.each([
    ['a list', JSON.stringify([comment(1), comment(2)])],
    ['a list over many lines', JSON.stringify([comment(1), comment(2)], null, 4)],
    ['{data: [...]}', JSON.stringify({ code: 0, data: [comment(1), comment(2)] })],
    ['{data: [...]} over many lines, its last object alone on one', `{"code":0,"data":[\n${JSON.stringify(comment(1))},\n${JSON.stringify(comment(2))}\n]}`],
    ['{data: {comments: [...]}}', JSON.stringify({ data: { total: 2, comments: [comment(1), comment(2)] } }, null, 1)],
    ['objects one behind the other', `${JSON.stringify(comment(1), null, 2)}\n${JSON.stringify(comment(2), null, 2)}`],
    ['lines', `\ufeff${JSON.stringify(comment(1))}\r\n${JSON.stringify(comment(2))}\r\n`],
    ['lines with commas', `${JSON.stringify(comment(1))},\n${JSON.stringify(comment(2))},\n`],
  ])('%s', async (_, text) => {
    expect(await bodies('导出.json', text)).toEqual({ items: [[1, 'c1'], [2, 'c2']], rejects: [] });
  });

  it('one broken object costs itself alone', async () => {
    expect(await bodies('a.json', `[\n${JSON.stringify(comment(1))},\n{"comment_id":"c2","content":"没有\n${JSON.stringify(comment(3))}\n]`)).toEqual({ items: [[1, 'c1'], [3, 'c3']], rejects: [[2, 'ROW_MALFORMED']] });
    expect(await bodies('a.json', `{"data":[${JSON.stringify(comment(1))},{"comment_id":"c2","con`)).toEqual({ items: [[1, 'c1']], rejects: [[2, 'ROW_MALFORMED']] });
    expect(await bodies('a.jsonl', `{"comment_id":\n\n${JSON.stringify(comment(3))}\n[1]\n"x"\n`)).toEqual({ items: [[3, 'c3']], rejects: [[1, 'ROW_MALFORMED'], [4, 'ROW_MALFORMED'], [5, 'ROW_MALFORMED']] });
  });

  it('answers inside a comment, comments inside a post', async () => {
    const { items } = await readText('a.json', JSON.stringify([{ note_id: 'n1', title: '公园厕所', desc: '排队', time: 1795482307000, comments: [comment(1, { replies: [comment(2), comment(3, { parent_comment_id: 'c2' })] })] }]));
    expect(items.map((i) => [i.externalId, i.title, i.parentId ?? null])).toEqual([['n1', '公园厕所', null], ['c1', '公园厕所', null], ['c2', '公园厕所', 'c1'], ['c3', '公园厕所', 'c2']]);
  });

  it('answers are of the platform of the comment above them, where they do not show their own', async () => {
    const douyin = { comments: [{ cid: '77', text: '红绿灯坏了', create_time: 1795482307, aweme_id: '1', reply_comment: [{ cid: '78', text: '还没修', create_time: 1795482308, reply_id: '77' }] }] };
    expect((await readText('a.json', JSON.stringify(douyin))).items).toMatchObject([{ channel: '抖音评论' }, { channel: '抖音评论', parentId: '77' }]);
    const weibo = { data: [{ id: 5000, created_at: 'Tue Nov 24 10:00:00 +0800 2026', text: '太堵', rootid: 4999, user: { id: 1 } }] };
    expect((await readText('a.json', JSON.stringify(weibo))).items).toMatchObject([{ channel: '微博评论', body: '太堵', parentId: '4999' }]);
  });

  it('who wrote it stands in an object of its own and is not taken for the comment', async () => {
    const { items } = await readText('a.jsonl', '{"rpid":90071992547409931,"content":{"message":"路灯坏了"},"member":{"mid":"77","uname":"某"},"ctime":1795482307}\n');
    expect(items).toMatchObject([{ externalId: '90071992547409931', body: '路灯坏了', channel: '哔哩哔哩评论', raw: {} }]);
  });

  it('cards of users are put aside; a file of nothing else is refused, and so are other files', async () => {
    const card = { user_id: 'u1', nickname: '小某', desc: '在三小教书', fans: 2, follows: 1 };
    const { items, rejects } = await readText('a.jsonl', `${JSON.stringify(comment(1))}\n${JSON.stringify(card)}\n`);
    expect(items).toHaveLength(1);
    expect(JSON.stringify(rejects)).not.toMatch(/u1|小某/);
    await expect(readText('creators.jsonl', `${JSON.stringify(card)}\n`)).rejects.toMatchObject({ code: 'HEADER_UNRECOGNISED', message: expect.stringContaining('用户资料') });
    await expect(readText('a.jsonl', '{"foo":1,"bar":"手机13812345678"}\n')).rejects.toMatchObject({ code: 'HEADER_UNRECOGNISED', message: expect.stringContaining('foo、bar'), remedy: expect.stringContaining('--map "foo=content"') });
    await expect(readText('a.json', '[]')).rejects.toMatchObject({ code: 'FILE_EMPTY' });
  });

  it('--map names keys', async () => {
    const { items } = await readText('a.jsonl', '{"foo":"路灯坏了","bar":"2026-11-24 08:00","nr":"7"}\n', { map: ['foo=content', 'bar=received_at', 'nr=comment_id'] });
    expect(items).toMatchObject([{ externalId: '7', body: '路灯坏了' }]);
    await expect(readText('a.jsonl', `${JSON.stringify(comment(1))}\n`, { map: ['没有=content'] })).rejects.toMatchObject({ code: 'MAP_INVALID' });
  });

  it('long numbers keep their digits', () => {
    expect(parseExact('{"a":12345678901234567890,"b":"x 12345678901234567890","c":1.5}')).toEqual({ a: '12345678901234567890', b: 'x 12345678901234567890', c: 1.5 });
    expect(parseExact('{"a":')).toBeUndefined();
  });

  it('whatever the bytes, every value is accounted for and nothing but our errors is thrown', async () => {
    const value = fc.oneof(fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\n', '\\', '{"comment_id":"1","create_time":1795482307,"content":"停水"}', '"content":"x"', 'null', '12', '{"data":['), fc.string({ maxLength: 5 }));
    await fc.assert(fc.asyncProperty(fc.array(value, { maxLength: 30 }).map((v) => v.join('')), fc.constantFrom('a.json', 'a.jsonl', '[.json'), async (text, name) => {
      const pieces = [...cutValues(text)];
      expect(pieces.length).toBeLessThanOrEqual(text.length + 1);
      await readText(name === '[.json' ? 'a.json' : name, name === '[.json' ? `[{"content":"a","create_time":1},${text}` : text).catch((error: { code?: string }) => expect(error.code).toMatch(/^[A-Z_]+$/));
    }), { numRuns: 60 });
  });

  it('lists without end inside lists', async () => {
    const deep = `${'{"data":['.repeat(5_000)}${JSON.stringify(comment(1))}${']}'.repeat(5_000)}`;
    await expect(readText('a.json', deep)).rejects.toMatchObject({ code: 'HEADER_UNRECOGNISED' });
  });
});
