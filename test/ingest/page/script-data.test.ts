import { describe, expect, it } from 'vitest';
import { scriptTexts } from '../../../ingest/page/script-data.ts';
import { parsePage } from '../../../ingest/page/tree.ts';

const texts = (source: string) => scriptTexts(parsePage(`<script>${source}</script>`)).map(({ key, value }) => [key, value]);

describe('scriptTexts', () => {
  it('reads JSON and JavaScript literals, escapes and all', () => {
    expect(texts(String.raw`var data = {"title":"甲\u4e59\n\"丙\"", content: '\x3cp\u003E丁<\/p>', time = 1795485780};`)).toEqual([['title', '甲乙\n"丙"'], ['content', '<p>丁</p>'], ['time', '1795485780']]);
  });

  it('reads arrays of texts, JSON inside a string, percent-encoded JSON', () => {
    expect(texts('x = {"sub_abstracts":["一","二" , "三"]}')).toEqual([['subabstracts', '一\n二\n三']]);
    expect(texts(String.raw`JSON.parse("{\"content\":\"正\\u6587\"}")`)).toEqual([['content', '正文']]);
    expect(texts(encodeURIComponent('{"content":"正文"}'))).toEqual([['content', '正文']]);
  });

  it('never runs anything, and stops at a literal that does not end', () => {
    expect(texts('throw new Error("content"); content: "甲", title: "没有结尾')).toEqual([['content', '甲']]);
    expect(texts('mycontent: "甲"; subtitle = "乙"; ')).toEqual([]);
  });
});
