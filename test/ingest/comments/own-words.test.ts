import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutCodes } from '../../../ingest/comments/emoji-codes.ts';
import { maskMentions, withoutCalls } from '../../../ingest/comments/mentions.ts';
import { ownWords } from '../../../ingest/comments/own-words.ts';

const [COLON, AT, SLASH] = ['\uff1a', '\uff20', '\uff0f'];

describe('the own words of a comment', () => {
  it.each([
    ['内容//@甲:前面的话//@乙:原文', '内容', '//@甲:前面的话//@乙:原文'],
    [`内容${SLASH}${SLASH}${AT}甲${COLON}前面的话`, '内容', `${SLASH}${SLASH}${AT}甲${COLON}前面的话`],
    [`回复@某某${COLON}我家也停了`, '我家也停了', null],
    ['回复 @某某 :我家也停了', '我家也停了', null],
    ['回复@甲:回复@乙:同问//@乙:几点', '同问', '//@乙:几点'],
    ['路灯坏了 RT @甲: 原文', '路灯坏了', 'RT @甲: 原文'],
    [`转发理由${COLON}求扩散\n原始用户${COLON}甲\n转发内容${COLON}原文`, '求扩散', `原始用户${COLON}甲\n转发内容${COLON}原文`],
    ['见 https://example.com//@x 和 http://@y', '见 https://example.com', '//@x 和 http://@y'],
    ['@清河发布 路灯坏了@清河城管', '路灯坏了', null],
    ['@清河发布小区停水三天了没人管', '@清河发布小区停水三天了没人管', null],
    ['路灯坏了[怒] @小李', '路灯坏了', null],
    ['停水了 评论配图', '停水了', null],
    ['回复太慢:都三天了', '回复太慢:都三天了', null],
  ])('%j', (text, words, quoted) => {
    expect(ownWords(text)).toMatchObject({ words, shown: words, quoted });
  });

  it.each([
    ['转发微博', '转发微博'], ['Repost', 'Repost'], ['转发微博//@甲:原文', '转发微博'], ['//@甲:原文', '转发'], ['[怒][怒]', '[怒][怒]'], ['@清河发布', '@清河发布'], ['。。。', '。。。'], ['[图片]', '[图片]'], ['😂😂', '😂😂'],
  ])('%j says nothing of its own', (text, shown) => {
    expect(ownWords(text)).toMatchObject({ words: '', shown });
  });

  it('codes of faces are no words; other brackets are', () => {
    expect(withoutCodes('路灯坏了[怒][怒]没人管/:strong')).toEqual({ text: '路灯坏了 没人管', codes: ['[怒]', '[怒]', '/:strong'] });
    expect(withoutCodes('[求助]给城管点[赞]').text).toBe('[求助]给城管点[赞]');
    expect(withoutCodes('[某表情][某表情]停水').text).toBe('停水');
    expect(withoutCodes('好吃[害羞R][tv_微笑]/::)').codes).toEqual(['[害羞R]', '[tv_微笑]', '/::)']);
    expect(withoutCodes('http://a.cn/:8080 [通知]').text).toBe('http://a.cn/:8080 [通知]');
  });

  it('people are hidden, institutions are not, mail addresses are no mentions', () => {
    expect(maskMentions('问过@张三丰,也问过@清河城管,写信a@b.cn')).toBe('问过@张*,也问过@清河城管,写信a@b.cn');
    expect(withoutCalls('@清河发布 @小李 路灯 @清河城管 坏了 @甲')).toEqual({ text: '路灯 @清河城管 坏了', called: ['@清河发布', '@小李', '@甲'] });
  });

  it('whatever is written, there is something to show and the words are in it', () => {
    const piece = fc.oneof(fc.constantFrom('//@', '@', '回复@', '回复 ', ':', COLON, '[微笑]', '[', ']', '/:', '/::)', 'RT @', '转发微博', '原始用户:', ' ', '\n', '路灯'), fc.string({ maxLength: 8, unit: 'binary' }));
    fc.assert(fc.property(fc.array(piece, { maxLength: 40 }).map((p) => p.join('')), (text) => {
      const own = ownWords(text);
      expect(own.words === '' || own.words === own.shown).toBe(true);
      expect(own.shown !== '' || text.trim() === '').toBe(true);
    }));
  });

  it('a megabyte of half-written marks is read in one go', () => {
    for (const piece of ['回复@', '//', '@甲', '[微笑', '[怒]', '/::', '// ', 'RT ', '原始用户']) expect(ownWords(piece.repeat(200_000)).shown.length).toBeGreaterThan(0);
  });
});
