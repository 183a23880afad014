import { expect, test } from 'vitest';
import { scanTags } from '../../../ingest/feed/html-tags.ts';

/** `+p` opens, `+br/` closes itself, `-p` closes, words are as they stand. */
function seen(html: string): string[] {
  const events: string[] = [];
  scanTags(html, { open: (name, selfClosing) => events.push(`+${name}${selfClosing ? '/' : ''}`), close: (name) => events.push(`-${name}`), text: (text) => events.push(text) });
  return events;
}

test.each<[string, string[]]>([
  ['<P class="a">一<BR/>二</p >三', ['+p', '一', '+br/', '二', '-p', '三']],
  ['<a title="x>y" href=\'a>b\'>甲</a>', ['+a', '甲', '-a']],
  ['<a title = "x>y">甲', ['+a', '甲']],
  ['<a it\'s>甲<b>', ['+a', '甲', '+b']],
  ['1 < 2 <3 a<b>c', ['1 < 2 <3 a', '+b', 'c']],
  ['甲<!-- <p> -->乙<!doctype html>丙<?php x ?>丁</3>戊', ['甲', '乙', '丙', '丁', '戊']],
  ['<!-->甲', ['甲']],
  ['<script>if (a<b) "</p>"</script>甲<style>p{}</STYLE >乙', ['+script', '-script', '甲', '+style', '-style', '乙']],
  ['甲<script>没有结束', ['甲', '+script']],
  ['甲<a href="没有结束', ['甲']],
  ['甲<!-- 没有结束', ['甲']],
  ['甲<', ['甲<']],
  ['<o:p>甲</o:p>', ['+o:p', '甲', '-o:p']],
  ['', []],
])('%s', (html, events) => {
  expect(seen(html)).toEqual(events);
});
